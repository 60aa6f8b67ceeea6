import type { ModelMessage, ModelRequest, StreamPart } from '../assistants/ports.ts';
import type { AppError } from '../errors.ts';
import { ServerRefusal } from './server-refusal.ts';

/** Stands among the fields that a server refuses for the images of all messages. */
export const IMAGES = 'images';

/** For a model that is told what it cannot see, instead of left to pretend. */
const UNSEEN_IMAGE = '[An image that you cannot see.]';

/** What servers and models without eyes say of an image: hosted services, routers, vLLM, llama.cpp, LM Studio, serde and pydantic. */
const BLIND: readonly RegExp[] = [
  /\b(images?|image_url|input_image|vision|multi-?modal)\b[^.]{0,80}\b((not|n't|never) (be )?(currently |yet )?(support|accept|allow|enabl|available|valid|permit)|only (be )?supported by|unsupported|disabled)/i,
  /\b(not|n't|cannot|no|without)\b[^.]{0,60}\b(support|accept|take|process|handle|understand|see|have)\w*\b[^.]{0,40}\b(images?|image_url|input_image|vision|multi-?modal)\b/i,
  /\bunsupported\b[^.]{0,40}\b(image_url|input_image|vision|content type)\b/i,
  /\bnot an? (multi-?modal|vision)\b/i,
  /\bat most 0 images?\b/i,
  /\bunknown variant\W+(image_url|input_image)\b/i,
  /\bmissing data required for image input\b/i,
  /\bcontent\W[^.]{0,60}\b(must be|should be|expected|valid)( an?)? string\b/i,
  /\bunsupported (image_url|input_image|image inputs?)\b/i,
];

/** A model that sees would say this of one image: its format, its size, or where it is. */
const ABOUT_ONE_IMAGE =
  /\b(formats?|mime|media.?types?|base64|too large|too big|size|dimensions?|pixels|corrupt\w*|decod\w+|download\w*|urls?)\b/i;

/** Whether a refusal of a request with images says that the model takes none. */
export function refusesImages(refusal: string): boolean {
  return !ABOUT_ONE_IMAGE.test(refusal) && BLIND.some((said) => said.test(refusal));
}

/** The same where the status tells something else: routers know no server for such a request (404), and templates fail (500). */
export function failsAtImages({ status, body }: { readonly status: number; readonly body: string }): boolean {
  return [404, 500, 501].includes(status) && refusesImages(body);
}

/** The same messages in words alone. */
export function withoutImages(messages: readonly ModelMessage[]): ModelMessage[] {
  return messages.map((message) => {
    const images = imagesOf(message);
    if (images === 0) return message;
    const content = [message.content, ...Array<string>(images).fill(UNSEEN_IMAGE)].filter(Boolean).join('\n');
    return { role: 'user', content };
  });
}

/**
 * The request in words alone, where a refusal that nothing else explains may be about its images: one that is too many, too large, or
 * not to be fetched. Null where there is nothing to leave out. What helps is believed for this answer only.
 */
export function withoutRefusedImages(request: ModelRequest, refusal: unknown, error: AppError): ModelRequest | null {
  if (!(refusal instanceof ServerRefusal) || refusal.status === 200) return null;
  if (error.kind !== 'request-refused' && refusal.status !== 413) return null;
  return hasImages(request.messages) ? { ...request, messages: withoutImages(request.messages) } : null;
}

function hasImages(messages: readonly ModelMessage[]): boolean {
  return messages.some((message) => imagesOf(message) > 0);
}

/** Tells that the answer is made without the images of the question; those of earlier ones were told of then. */
export function leftOut({ messages }: Pick<ModelRequest, 'messages'>): StreamPart[] {
  const question = messages.findLast(({ role }) => role === 'user');
  return question !== undefined && imagesOf(question) > 0 ? [{ type: 'images-left-out' }] : [];
}

function imagesOf(message: ModelMessage): number {
  return message.role === 'user' ? (message.images?.length ?? 0) : 0;
}
