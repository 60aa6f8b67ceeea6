import type { FileObject, Message } from '../../assistants/objects.ts';
import { inOurBrackets } from '../../page/our-brackets.ts';
import type { LiveText } from '../asking/live-text.ts';
import type { AttachmentView, MessageView, ReadView, SourceView, VersionsView } from '../model.ts';
import type { ThreadRows, VersionRow } from '../ports.ts';

type Known = { readonly row: Message; readonly view: MessageView };

/**
 * Messages as the panel shows them. A view keeps its identity while nothing in it changes, so that it is drawn once; so does the list.
 * Between two changes of the rows only messages that are being written are looked at.
 */
export function createMessageViews(live: LiveText): (rows: ThreadRows) => readonly MessageView[] {
  let seen: ThreadRows | null = null;
  let known = new Map<string, Known>();
  let list: readonly MessageView[] = [];

  function all(rows: ThreadRows): MessageView[] {
    const { messages, files, versions } = rows;
    const earlier = known;
    known = new Map();
    const latest: LatestFiles = new Map(rows.earlier_pages);
    return messages.map((row, index) => {
      const run_id = (messages[index + 1] ?? rows.after)?.run_id === row.run_id ? null : row.run_id;
      const place = { run_id, versions: versionsOf(row, messages[index - 1] ?? rows.before, versions) };
      const attachments = attachmentsOf(row, files, latest);
      const before = earlier.get(row.id);
      const text = textNow(row, live);
      if (row.status !== 'in_progress') live.forget(row.id);
      const view = isSame(before, { row, text, attachments, ...place })
        ? before.view
        : viewOf(row, text, files, attachments, place);
      known.set(row.id, { row, view });
      return view;
    });
  }

  /** The same rows, with what has come over the port meanwhile. */
  function growing(): MessageView[] {
    return list.map((view) => {
      if (view.status !== 'in_progress') return view;
      const row = known.get(view.id)?.row;
      const text = row === undefined ? view.text : textNow(row, live);
      if (row === undefined || text === view.text) return view;
      const grown = { ...view, text };
      known.set(view.id, { row, view: grown });
      return grown;
    });
  }

  return (rows) => {
    const next = seen === rows ? growing() : all(rows);
    seen = rows;
    if (next.length !== list.length || next.some((view, index) => view !== list[index])) list = next;
    return list;
  };
}

function textNow(row: Message, live: LiveText): string {
  return row.status === 'in_progress' ? live.textOf(row.id, textOf(row)) : endedTextOf(row);
}

type Next = Pick<MessageView, 'text' | 'attachments' | 'run_id' | 'versions'> & { readonly row: Message };

function isSame(before: Known | undefined, next: Next): before is Known {
  return (
    before !== undefined &&
    before.view.text === next.text &&
    before.row.status === next.row.status &&
    before.view.run_id === next.run_id &&
    sameVersions(before.view.versions, next.versions) &&
    before.view.attachments.length === next.attachments.length &&
    before.view.attachments.every(({ changed }, index) => changed === next.attachments[index]?.changed)
  );
}

function viewOf(
  row: Message,
  text: string,
  files: readonly FileObject[],
  attachments: readonly AttachmentView[],
  place: Pick<MessageView, 'run_id' | 'versions'>,
): MessageView {
  return {
    id: row.id,
    role: row.role,
    status: row.status,
    incomplete_reason: row.incomplete_details?.reason ?? null,
    text,
    attachments,
    pictures: row.content.flatMap((part) => (part.type === 'image_file' ? [part.image_file.file_id] : [])),
    unseen: row.local.images_left_out === true,
    citations: row.local.citations ?? [],
    sources: sourcesOf(row),
    ...place,
    read: readOf(row, files),
    created_at: row.created_at,
  };
}

function versionsOf(row: Message, before: Message | undefined, versions: readonly VersionRow[]): VersionsView | null {
  const others = versions.filter(({ after }) => after === (before?.local.order ?? 0));
  if (others.length === 0) return null;
  const earlier = others.filter(({ order }) => order < row.local.order);
  const later = others.slice(earlier.length);
  return {
    place: earlier.length + 1,
    of: others.length + 1,
    earlier: earlier.at(-1)?.id ?? null,
    later: later[0]?.id ?? null,
  };
}

function sameVersions(one: VersionsView | null, other: VersionsView | null): boolean {
  if (one === null || other === null) return one === other;
  return one.of === other.of && one.earlier === other.earlier && one.later === other.later;
}

/** The file that each address was attached as last, so far. */
type LatestFiles = Map<string, string>;

function attachmentsOf(row: Message, files: readonly FileObject[], latest: LatestFiles): readonly AttachmentView[] {
  return (row.attachments ?? []).flatMap(({ file_id }): AttachmentView[] => {
    const page = files.find((file) => file.id === file_id)?.local.page;
    if (page === undefined) return [];
    const { title, url, kind } = page;
    const isPage = kind !== 'selection';
    const before = isPage ? (latest.get(url) ?? file_id) : file_id;
    if (isPage) latest.set(url, file_id);
    return [{ file_id, title, url, kind, changed: before !== file_id }];
  });
}

function sourcesOf({ content }: Message): SourceView[] {
  const annotations = content.flatMap((part) => (part.type === 'text' ? part.text.annotations : []));
  const sources = new Map<string, SourceView>();
  for (const annotation of annotations) {
    if (annotation.type !== 'url_citation') continue;
    const { url, title } = annotation.url_citation;
    sources.set(url, { url, title: sources.get(url)?.title || title });
  }
  return [...sources.values()];
}

function readOf({ local }: Message, files: readonly FileObject[]): ReadView[] {
  return (local.sources ?? []).flatMap(({ file_id, first_marker, tokens, read }) => {
    // Rows of an earlier version do not say.
    if (typeof tokens !== 'number') return [];
    const page = files.find((file) => file.id === file_id)?.local.page;
    const of = page?.passages ?? read?.length ?? 0;
    const gap = page?.transcript === undefined ? {} : { transcript: page.transcript };
    const main = isMain(read, of - (page?.beside ?? 0)) ? { main: true as const } : {};
    return { file_id, title: page?.title ?? '', passages: read ?? null, of, tokens, first_marker, ...gap, ...main };
  });
}

/** Passages of the main content come first. */
function isMain(read: readonly number[] | undefined, passages: number): boolean {
  return read?.length === passages && read.every((id) => id <= passages);
}

/** Markers are drawn in our brackets, whichever the model has written. */
function endedTextOf(row: Message): string {
  return inOurBrackets(textOf(row), row.local.markers ?? []);
}

function textOf(row: Message): string {
  return row.content.flatMap((part) => (part.type === 'text' ? [part.text.value] : [])).join('\n\n');
}
