import type { Message } from './objects.ts';

/** The Files that a message attaches and the pictures that it shows. */
export function filesIn({ attachments, content }: Message): string[] {
  const pictures = content.flatMap((part) => (part.type === 'image_file' ? [part.image_file.file_id] : []));
  return [...(attachments ?? []).map(({ file_id }) => file_id), ...pictures];
}
