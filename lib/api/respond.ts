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

export function list<T extends Row>(page: Page<T>): Response {
  return listOf(page, published);
}

/** The published list envelope. An empty list has empty cursors. */
export function listOf<T extends Row>({ data, has_more }: Page<T>, shown: (row: T) => Published<T>): Response {
  return json({
    object: 'list',
    data: data.map(shown),
    first_id: data[0]?.id ?? '',
    last_id: data.at(-1)?.id ?? '',
    has_more,
  });
}
