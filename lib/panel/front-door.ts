import { AppFailure } from '../errors.ts';
import { connectFrontDoor } from './connect-front-door.ts';
import type { PanelBackground } from './ports.ts';

/** Objects of one page of a list; as many as the front door gives at once. */
const AT_ONCE = 100;

/** A refusal of the front door. `param`, the path of what was refused in the body. */
export class Refusal extends Error {
  readonly param: string | null;
  readonly status: number;

  constructor(status: number, message: string, param: string | null) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.param = param;
  }
}

/** The front door from a page of the extension. Its methods reject with {@link Refusal}, or AppFailure where the background has stopped. */
export type FrontDoor = {
  get<T>(path: string): Promise<T>;
  /** All of a list, oldest first. */
  list<T extends { readonly id: string }>(path: string): Promise<readonly T[]>;
  post<T>(path: string, body: unknown): Promise<T>;
  remove(path: string): Promise<void>;
  upload<T>(path: string, form: FormData): Promise<T>;
};

export function createFrontDoor(background: PanelBackground): FrontDoor {
  const fetch = connectFrontDoor(background);

  async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
    const response = await fetch(path, init);
    const body = await response.json();
    if (response.ok) return body;
    if (body.error.code === 'storage-full') throw new AppFailure({ kind: 'storage-full' });
    throw new Refusal(response.status, body.error.message, body.error.param);
  }

  async function list<T extends { readonly id: string }>(path: string): Promise<readonly T[]> {
    const found: T[] = [];
    for (let after = ''; ; after = `&after=${found.at(-1)?.id}`) {
      const query = `limit=${AT_ONCE}&order=asc${after}`;
      const page = await request<{ readonly data: readonly T[]; readonly has_more: boolean }>(`${path}?${query}`);
      found.push(...page.data);
      if (!page.has_more) return found;
    }
  }

  return {
    get: (path) => request(path),
    list,
    post: (path, body) =>
      request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    remove: async (path) => {
      await request(path, { method: 'DELETE' });
    },
    upload: (path, body) => request(path, { method: 'POST', body }),
  };
}
