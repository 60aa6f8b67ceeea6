import { AppFailure } from '../../errors.ts';
import { commandOf, PROMPT_KEYS } from './prompts.ts';
import type { KeyGiven, PromptRow, PromptRows, PromptView } from './prompts-model.ts';

/** A prompt as a file holds it; `command` empty and `key` null where the file has none. */
export type FilePrompt = Pick<PromptView, 'name' | 'command' | 'text' | 'key'>;

const FORMAT = 'sitethread-prompts';

/** Characters, and prompts of one file: more is no library but a mistake. */
const MOST = { name: 200, text: 100_000, prompts: 2_000 };

/** What other programs call the same: Page Assist, lists of prompts that people share. */
const NAMES = ['name', 'title', 'act'] as const;
const TEXTS = ['text', 'content', 'prompt'] as const;

/** The user's own of the library. */
export function writePrompts(library: readonly PromptView[]): string {
  const prompts = library
    .filter(({ built_in }) => !built_in)
    .map(({ name, command, text, key }) => ({ name, command, text, ...(key === null ? {} : { key }) }));
  return `${JSON.stringify({ format: FORMAT, version: 1, prompts }, null, 2)}\n`;
}

/**
 * Reads our own files, those of Page Assist, and lists of objects with a name and a text. An entry without either is left out.
 * Throws AppFailure `no-prompts-in-file`.
 */
export function readPrompts(file: string): readonly FilePrompt[] {
  const found = listOf(parse(file)).flatMap((entry) => {
    const name = firstText(entry, NAMES)?.trim().slice(0, MOST.name) ?? '';
    const text = firstText(entry, TEXTS)?.trim() ?? '';
    if (name === '' || text === '' || text.length > MOST.text) return [];
    return [{ name, text, command: firstText(entry, ['command']) ?? '', key: keyOf(entry) }];
  });
  if (found.length === 0 || found.length > MOST.prompts) throw new AppFailure({ kind: 'no-prompts-in-file' });
  return found;
}

type Adding = {
  readonly library: readonly PromptView[];
  readonly rows: PromptRows;
  readonly newId: () => string;
  /** Unix milliseconds. */
  readonly now: number;
};

/**
 * The rows that bring a file's prompts behind the user's own: what is there already is left out, a taken command gets a number,
 * and a taken key stays where it is.
 */
export function rowsToAdd(found: readonly FilePrompt[], { library, rows, newId, now }: Adding) {
  const taken = new Set(library.map(({ command }) => command));
  const takenKeys = new Set(library.map(({ key }) => key));
  const known = new Set(rows.own.map(sameAs));
  let order = nextOrder(rows);
  let renamed = 0;
  let keyless = 0;
  const added: PromptRow[] = [];
  const given: KeyGiven[] = [];
  for (const { name, text, command, key } of found) {
    if (known.has(sameAs({ name, text }))) continue;
    known.add(sameAs({ name, text }));
    const wanted = commandOf(command) || commandOf(name) || 'prompt';
    const free = freeCommand(wanted, taken);
    if (free !== wanted) renamed += 1;
    taken.add(free);
    const id = newId();
    added.push({ id, name, text, command: free, order, created_at: now });
    order += 1;
    if (key === null) continue;
    if (takenKeys.has(key)) keyless += 1;
    else given.push({ id, key });
    takenKeys.add(key);
  }
  return { added, given, renamed, keyless, already: found.length - added.length };
}

/** Behind all of the user's own. */
export function nextOrder({ own }: PromptRows): number {
  return own.reduce((most, { order }) => Math.max(most, order), 0) + 1;
}

/** The command itself, or the same with the lowest number that is free. */
function freeCommand(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const command = number === 1 ? wanted : `${wanted.slice(0, 36)}-${number}`;
    if (!taken.has(command)) return command;
  }
}

function sameAs({ name, text }: Pick<FilePrompt, 'name' | 'text'>): string {
  return JSON.stringify([name, text]);
}

function parse(file: string): unknown {
  try {
    return JSON.parse(file.replace(/^\uFEFF/, ''));
  } catch {
    throw new AppFailure({ kind: 'no-prompts-in-file' });
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null && 'prompts' in value) return listOf(value.prompts);
  return [];
}

function keyOf(entry: unknown): FilePrompt['key'] {
  const key = typeof entry === 'object' && entry !== null && 'key' in entry ? entry.key : null;
  return PROMPT_KEYS.find((one) => one === key) ?? null;
}

function firstText(entry: unknown, names: readonly string[]): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(entry));
  return names.map((name) => fields.get(name)).find((value) => typeof value === 'string');
}
