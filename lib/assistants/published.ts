import type { Published } from './events.ts';

/** The object as the Assistants API documents it: our `local` part stays inside. */
export function published<T extends { readonly local: unknown }>(row: T): Published<T> {
  const { local: _local, ...rest } = row;
  return rest;
}
