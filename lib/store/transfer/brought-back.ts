import type { Thread } from '../../assistants/objects.ts';

/** The thread that is here, taken out of the deleted ones: a file has it that knows it as one that is not. Else none. */
export function broughtBack(imported: Thread, here: Thread | undefined): Thread[] {
  if (here?.local.deleted_at === undefined || imported.local.deleted_at !== undefined) return [];
  const { deleted_at: _deleted, ...local } = here.local;
  const { imported_at } = imported.local;
  return [{ ...here, local: { ...local, ...(imported_at === undefined ? {} : { imported_at }) } }];
}
