import type { Message, MessageVersion } from '../../assistants/objects.ts';
import type { MessageVersionRow } from '../database.ts';

/** The Files that a message attaches and the pictures that it shows. */
export function filesIn({ attachments, content }: Message): string[] {
  const pictures = content.flatMap((part) => (part.type === 'image_file' ? [part.image_file.file_id] : []));
  return [...(attachments ?? []).map(({ file_id }) => file_id), ...pictures];
}

/** With the files by which it is found. */
export function withFiles(version: MessageVersion): MessageVersionRow {
  return { ...version, file_ids: [...new Set(version.messages.flatMap(filesIn))] };
}
