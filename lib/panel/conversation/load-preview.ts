import { AppFailure } from '../../errors.ts';
import { timeText } from '../../notation/time-text.ts';
import { snapshotTokens } from '../../page/files/file-tokens.ts';
import { selectionSnapshot } from '../../page/passages.ts';
import type { PageSnapshot } from '../../page/snapshot.ts';
import type { AlongParts } from '../composer/along.ts';
import type { PreviewContent, PreviewOf } from '../composer/along-model.ts';
import type { PendingFiles } from '../composer/files.ts';

type Parts = AlongParts & { readonly files: PendingFiles };

/** What goes along, as a model would be given it: a page is read for it as it is now. Throws what reading it throws. */
export async function loadPreview(parts: Parts, what: PreviewOf): Promise<PreviewContent> {
  const snapshot = await snapshotOf(parts, what);
  if (snapshot === undefined || snapshot === null)
    throw new AppFailure({ kind: 'page-not-readable', reason: 'closed', host: '' });
  return {
    title: snapshot.title,
    tokens: snapshotTokens(snapshot),
    passages: snapshot.passages.map(({ id, headings, text, times }) => ({
      number: id,
      headings: times?.[0] === undefined ? headingsAbove(headings, text) : [timeText(times[0]), ...headings],
      text,
    })),
  };
}

/** A passage that begins with its heading says it itself. */
function headingsAbove(headings: readonly string[], text: string): readonly string[] {
  const lines = new Set(text.split('\n', headings.length));
  return headings.filter((heading) => !lines.has(heading));
}

async function snapshotOf(
  { ports: { reads, tabs }, follow, mentions, selection, files }: Parts,
  what: PreviewOf,
): Promise<PageSnapshot | null | undefined> {
  const options = { signal: new AbortController().signal, onProgress: () => {} };
  switch (what.type) {
    case 'file':
      return reads.snapshot(what.file_id);
    case 'draft-file': {
      const file = files.current().find(({ url }) => url === what.id);
      return file?.file_id == null ? file?.snapshot : reads.snapshot(file.file_id);
    }
    case 'page': {
      const tab = follow.tab();
      return tab === null ? null : tabs.capture(tab, options);
    }
    case 'tab': {
      const tab = mentions.find(follow.site(), what.tab_id);
      return tab === undefined ? null : tabs.capture(tab, options);
    }
    case 'selection': {
      const marked = selection.current();
      return marked === null ? null : selectionSnapshot(pageWith(marked, follow));
    }
  }
}

/** The marked words were read a while ago, and are shown as they were then. */
function pageWith(
  { text, url }: { readonly text: string; readonly url: string },
  follow: Parts['follow'],
): PageSnapshot {
  return {
    url,
    title: follow.tab()?.title ?? '',
    byline: null,
    language: null,
    captured_at: 0,
    content_hash: '',
    kind: 'page',
    markdown: '',
    passages: [],
    selection: text,
  };
}
