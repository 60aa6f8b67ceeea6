import { AppFailure } from '../../errors.ts';
import { snapshotTokens } from '../../page/files/file-tokens.ts';
import type { PageSnapshot } from '../../page/snapshot.ts';
import type { CaptureOptions, DraftFile, KeptFile, PanelPorts, UnreadFile } from '../ports.ts';

/** Reads a file. One that no other attempt can read comes back without its bytes; what another may read is thrown. */
export async function attemptFile(
  file: UnreadFile,
  readFile: PanelPorts['readFile'],
  options: CaptureOptions,
): Promise<KeptFile> {
  const bytes = file.bytes ?? new Blob();
  try {
    const snapshot = await readFile(new File([bytes], file.name, { type: bytes.type }), options);
    return draftFile(snapshot, { name: snapshot.title, file_id: null, snapshot });
  } catch (thrown) {
    const error = thrown instanceof AppFailure ? thrown.error : null;
    if (error?.kind !== 'file-not-readable' || error.reason === 'broke-off') throw thrown;
    return { ...file, bytes: null, error: error.reason };
  }
}

/** `read`: what the file holds. */
export function draftFile(read: PageSnapshot, file: Pick<DraftFile, 'name' | 'file_id' | 'snapshot'>): DraftFile {
  return { ...file, url: read.url, tokens: snapshotTokens(read) };
}
