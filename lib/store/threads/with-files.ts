import { filesIn } from '../../assistants/files-in.ts';
import type { MessageVersion } from '../../assistants/objects.ts';
import type { MessageVersionRow } from '../database.ts';

/** With the files by which it is found. */
export function withFiles(version: MessageVersion): MessageVersionRow {
  return { ...version, file_ids: [...new Set(version.messages.flatMap(filesIn))] };
}
