import type { Message } from '../objects.ts';
import type { Store } from '../ports.ts';

/**
 * Images that a site's thread shows again beside those of the question, the newest first. Such a thread goes on for months, and
 * each image is sent as some hundred kilobytes and paid for as about a thousand tokens with every question.
 */
const SHOWN_AGAIN = 4;

const NOT_SHOWN = { type: 'text', text: { value: '[An image that is no longer shown.]', annotations: [] } } as const;

/**
 * Gives messages as a prompt shows them; to be called from the newest back. A message whose images are more than are left over shows
 * none of them and says so. Threads made through the API show all that there is room for, as published.
 */
export function earlierImages(
  store: Store,
  threadId: string,
  most = SHOWN_AGAIN,
): (message: Message) => Promise<Message> {
  let left: number | null = null;
  return async (message) => {
    const images = message.content.filter(isImage).length;
    if (images === 0) return message;
    left ??= (await store.threads.get(threadId))?.local.site == null ? Number.POSITIVE_INFINITY : most;
    left -= images;
    if (left >= 0) return message;
    return { ...message, content: message.content.map((part) => (isImage(part) ? NOT_SHOWN : part)) };
  };
}

function isImage({ type }: Message['content'][number]): boolean {
  return type === 'image_file' || type === 'image_url';
}
