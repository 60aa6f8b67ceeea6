import type { Published } from '../assistants/events.ts';
import type { Page } from '../assistants/ports.ts';
import { published } from '../assistants/published.ts';

export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status });
}

type Row = { readonly id: string; readonly local: unknown };

export function object<T extends Row>(row: T): Response {
  return json(published(row));
}

/** The published list envelope. */
export function list<T extends Row>({ data, has_more }: Page<T>): Response {
  const shown: Published<T>[] = data.map(published);
  return json({
    object: 'list',
    data: shown,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more,
  });
}
