import { toBase64 } from '../base64.ts';
import type { Message, MessageContent } from '../objects.ts';
import type { ModelImage, Store } from '../ports.ts';

/** A message's images as a model takes them: addresses as they are, files as `data:` URLs. A file that is gone is left out. */
export async function imagesOf(store: Store, message: Message): Promise<readonly ModelImage[]> {
  const images = await Promise.all(message.content.map((part) => imageOf(store, part)));
  return images.filter((image) => image !== null);
}

async function imageOf(store: Store, part: MessageContent): Promise<ModelImage | null> {
  if (part.type === 'image_url') return withDetail(part.image_url.url, part.image_url.detail);
  if (part.type !== 'image_file') return null;
  const { file_id, detail } = part.image_file;
  const [file, bytes] = await Promise.all([store.files.get(file_id), store.files.content(file_id)]);
  if (file === undefined || bytes === undefined) return null;
  return withDetail(`data:${file.local.media_type || 'image/png'};base64,${toBase64(bytes)}`, detail);
}

function withDetail(url: string, detail: string | undefined): ModelImage {
  return detail === 'auto' || detail === 'low' || detail === 'high' ? { url, detail } : { url };
}
