import { DEFAULT_ASSISTANT } from '../../assistants/default-assistant.ts';
import type { Attachment, FileObject, Metadata, Run } from '../../assistants/objects.ts';
import { type AppError, AppFailure } from '../../errors.ts';
import { PAGE_MEDIA_TYPE, type PageSnapshot } from '../../page/snapshot.ts';
import { connectFrontDoor } from '../connect-front-door.ts';
import type { PanelBackground } from '../ports.ts';
import type { AskedOf } from './answering.ts';

export type Question = {
  /** Null asks again about what the thread ends with. */
  readonly text: string | null;
  readonly attachments: readonly Attachment[];
  /** The files of the pictures that go with it. */
  readonly pictures: readonly string[];
  readonly metadata: Metadata;
  /** Whoever answers in the thread, unless given. */
  readonly assistant_id?: string;
  readonly model?: string;
};

type AskedOfThread = (threadId: string, chosen: { readonly assistant_id?: string }) => Promise<AskedOf>;

const byDefault: AskedOfThread = async () => ({ assistant_id: DEFAULT_ASSISTANT });

/** The front door's operations that a surface uses, over its port to the background. */
export function createRequests(background: PanelBackground, askedOf: AskedOfThread = byDefault) {
  const fetch = connectFrontDoor(background);

  async function request<T>(path: string, init: RequestInit): Promise<T> {
    const response = await fetch(path, init);
    if (response.ok) return response.json();
    const { error } = await response.json();
    throw new AppFailure(refusal(error));
  }

  function post<T>(path: string, body: unknown): Promise<T> {
    return request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  return {
    createPage(snapshot: PageSnapshot): Promise<FileObject> {
      const form = new FormData();
      form.set('purpose', 'assistants');
      form.set('file', new File([JSON.stringify(snapshot)], 'page.json', { type: PAGE_MEDIA_TYPE }));
      return request('/files', { method: 'POST', body: form });
    },

    createPicture(picture: Blob): Promise<FileObject> {
      const form = new FormData();
      form.set('purpose', 'vision');
      form.set('file', new File([picture], 'picture.jpg', { type: picture.type }));
      return request('/files', { method: 'POST', body: form });
    },

    async createRun(threadId: string, { text, pictures, attachments, assistant_id, ...rest }: Question): Promise<Run> {
      return post(`/threads/${threadId}/runs`, {
        ...(await askedOf(threadId, assistant_id === undefined ? {} : { assistant_id })),
        additional_messages: text === null ? [] : [{ role: 'user', content: contentOf(text, pictures), attachments }],
        ...rest,
      });
    },

    cancelRun: (run: Run): Promise<Run> => post(`/threads/${run.thread_id}/runs/${run.id}/cancel`, {}),
  };
}

function contentOf(text: string, pictures: readonly string[]) {
  if (pictures.length === 0) return text;
  return [{ type: 'text', text }, ...pictures.map((file_id) => ({ type: 'image_file', image_file: { file_id } }))];
}

function refusal({ code, message }: { readonly code: string | null; readonly message: string }): AppError {
  if (code === 'storage-full') return { kind: 'storage-full' };
  if (message.includes('already has an active run')) return { kind: 'thread-busy' };
  if (message.startsWith('No thread found')) return { kind: 'thread-gone', asked: false };
  return { kind: 'unexpected', detail: message };
}

export type Requests = ReturnType<typeof createRequests>;
