import { ApiError } from '../assistants/api-error.ts';
import type { MessageContent } from '../assistants/objects.ts';
import type { NewMessage } from '../assistants/operations/messages.ts';
import { metadata } from './read-metadata.ts';
import { wrongType } from './read-refusals.ts';
import { byType, fields, list, maybe, oneOf, optional, type Reader, string } from './readers.ts';

/** Characters of a text. */
const text = string({ max: 256_000 });

const detail = optional(oneOf('auto', 'low', 'high'));

const url: Reader<string> = (value, at) => {
  const read = string()(value, at);
  if (URL.canParse(read)) return read;
  const message = `Invalid '${at}'. Expected a valid URL, but got a value with an invalid format.`;
  throw new ApiError(400, message, at, 'invalid_value');
};

const part = byType({
  text: fields({ type: oneOf('text'), text }),
  image_url: fields({ type: oneOf('image_url'), image_url: fields({ url, detail }) }),
  image_file: fields({ type: oneOf('image_file'), image_file: fields({ file_id: string(), detail }) }),
});

const content: Reader<readonly MessageContent[]> = (value, at) => {
  if (typeof value !== 'string' && !Array.isArray(value))
    throw wrongType(at, 'one of a string or array of objects', value);
  const parts = typeof value === 'string' ? [{ type: 'text', text: text(value, at) } as const] : list(part)(value, at);
  if (parts.length === 0 || parts.some((one) => one.type === 'text' && one.text.trim() === ''))
    throw new ApiError(400, 'Message content must be non-empty.', 'content');
  return parts.map((one) => (one.type === 'text' ? { type: 'text', text: { value: one.text, annotations: [] } } : one));
};

const attachment = fields({
  file_id: string(),
  tools: list(
    byType({
      code_interpreter: fields({ type: oneOf('code_interpreter') }),
      file_search: fields({ type: oneOf('file_search') }),
    }),
  ),
});

export const message: Reader<NewMessage> = fields({
  role: oneOf('user', 'assistant'),
  content,
  attachments: maybe(list(attachment)),
  metadata: maybe(metadata),
});
