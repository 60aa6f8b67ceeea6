import { ApiError } from '../assistants/api-error.ts';
import type { Attachment, MessageContent } from '../assistants/objects.ts';
import type { NewMessage } from '../assistants/operations/messages.ts';
import { isRecord, readMetadata } from './read.ts';

/** Characters of one message's content. */
const MAX_CONTENT = 256_000;

export function readMessage(body: unknown): NewMessage {
  if (!isRecord(body)) throw new ApiError(400, 'Invalid message: expected an object.', 'messages');
  const { role, content, attachments, metadata } = body;
  if (role !== 'user' && role !== 'assistant')
    throw new ApiError(400, "Invalid value for 'role': expected 'user' or 'assistant'.", 'role');
  return {
    role,
    content: readContent(content),
    attachments: readAttachments(attachments),
    metadata: readMetadata(metadata),
  };
}

function readContent(content: unknown): string | MessageContent[] {
  if (typeof content === 'string') {
    if (content.length > MAX_CONTENT)
      throw new ApiError(400, `Invalid 'content': at most ${MAX_CONTENT} characters are allowed.`, 'content');
    return content;
  }
  if (Array.isArray(content)) return content.map(readPart);
  throw new ApiError(400, "Missing required parameter: 'content'.", 'content');
}

function readPart(part: unknown): MessageContent {
  if (isRecord(part) && part['type'] === 'text' && typeof part['text'] === 'string')
    return { type: 'text', text: { value: part['text'], annotations: [] } };
  throw new ApiError(400, "Invalid content part: expected { type: 'text', text: string }.", 'content');
}

function readAttachments(attachments: unknown): Attachment[] {
  if (attachments === undefined || attachments === null) return [];
  if (Array.isArray(attachments) && attachments.every(isAttachment)) return attachments;
  throw new ApiError(400, "Invalid 'attachments': expected [{ file_id, tools }].", 'attachments');
}

function isAttachment(value: unknown): value is Attachment {
  return isRecord(value) && typeof value['file_id'] === 'string' && Array.isArray(value['tools']);
}
