import { AppFailure, type FileNotReadable } from '../../errors.ts';
import { MOST_FILE_BYTES } from '../../page/files/most-bytes.ts';
import type { DraftFile, KeptFile, UnreadFile } from '../ports.ts';
import type { FileView } from './along-model.ts';
import type { Readings } from './unread-files.ts';

/** With one question: of more of them no model is given enough to tell them apart. */
const MOST = 20;

/** What never ended so often may be what ended the panel, and is not begun unasked. */
const MOST_ATTEMPTS = 2;

export const NONE: readonly KeptFile[] = [];

export function isRead(file: KeptFile): file is DraftFile {
  return !('bytes' in file);
}

export function unread(file: File): UnreadFile {
  const id = `unread:${crypto.randomUUID()}`;
  const one = { url: id, name: file.name, bytes: file.slice(0, file.size, file.type), error: null };
  return file.size > MOST_FILE_BYTES ? refused(one, 'too-large') : one;
}

function refused(file: UnreadFile, error: FileNotReadable): UnreadFile {
  return { ...file, bytes: null, error };
}

export function attempted(file: UnreadFile): UnreadFile {
  return { ...file, attempts: (file.attempts ?? 0) + 1 };
}

export function isGivenUp({ attempts = 0 }: UnreadFile): boolean {
  return attempts >= MOST_ATTEMPTS;
}

/** With those that are given now, as many as one question takes. */
export function joined(files: readonly KeptFile[], given: readonly UnreadFile[]): readonly KeptFile[] {
  const all = [...files];
  for (const file of given) all.push(room(all) ? file : refused(file, 'too-many'));
  return all;
}

/** One that cannot be read takes no place. */
export function room(files: readonly KeptFile[]): boolean {
  return files.filter((file) => isRead(file) || file.bytes !== null).length < MOST;
}

/** The same content under the same name goes along once; what was taken away stays away. */
export function replaced(files: readonly KeptFile[], before: UnreadFile, next: KeptFile): readonly KeptFile[] {
  const others = files.filter(({ url }) => url !== before.url);
  if (next.url !== before.url && others.some(({ url }) => url === next.url)) return others;
  return files.map((file) => (file.url === before.url ? next : file));
}

export function viewOf(file: KeptFile, readings: Readings): FileView {
  const view = { id: file.url, name: file.name };
  if (isRead(file)) return { ...view, state: 'ready', tokens: file.tokens };
  if (file.bytes === null) return { ...view, state: 'failed', error: refusal(file.error ?? 'failed', file.name).error };
  const brokeOff = () => (isGivenUp(file) ? refusal('broke-off', file.name).error : null);
  const { progress, error } = readings.get(file.url) ?? { progress: null, error: brokeOff() };
  return error === null ? { ...view, state: 'reading', progress } : { ...view, state: 'failed', error, again: true };
}

export function refusal(reason: FileNotReadable, name: string): AppFailure {
  return new AppFailure({ kind: 'file-not-readable', reason, name });
}

/** Each once, in the order in which they came. */
export function join(...all: readonly (readonly KeptFile[])[]): readonly KeptFile[] {
  const files = new Map(all.flat().map((file) => [file.url, file]));
  return files.size === 0 ? NONE : [...files.values()];
}
