import type { Thread } from '../../assistants/objects.ts';
import type { ThreadLine } from '../../panel/threads/threads-model.ts';

/** A thread gets its title with its first question: without one it holds nothing to come back to. */
export function isListed({ metadata, local }: Thread): boolean {
  return metadata['title'] !== undefined && local.deleted_at === undefined;
}

export function threadLine({ id, metadata, local }: Thread): ThreadLine {
  return {
    id,
    title: metadata['title'] ?? '',
    site: local.site,
    active_at: local.active_at,
    pinned: local.pinned_at !== undefined,
    archived: local.archived_at !== undefined,
    scope: local.scope ?? 'site',
    page: local.scope === 'page' ? (local.page_title ?? local.page_url ?? '') : null,
  };
}
