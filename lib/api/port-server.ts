import type { BackgroundFrame } from '../protocol.ts';
import type { Api } from './api.ts';
import { fromBase64, type RequestFrame } from './port-frames.ts';

/** Answers a request that came as a frame. A surface gets bodies as text: what it asks for is JSON. */
export async function answerFrame(api: Api, frame: RequestFrame): Promise<BackgroundFrame> {
  const response = await api.fetch(`https://sitethread.local/v1${frame.path}`, {
    method: frame.method,
    ...(frame.content_type === null ? {} : { headers: { 'content-type': frame.content_type } }),
    ...(frame.body === null ? {} : { body: fromBase64(frame.body) }),
  });
  return { type: 'api-response', id: frame.id, status: response.status, body: await response.text() };
}
