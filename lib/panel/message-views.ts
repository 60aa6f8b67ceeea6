import type { FileObject, Message } from '../assistants/objects.ts';
import type { LiveText } from './live-text.ts';
import type { AttachmentView, MessageView } from './model.ts';
import type { ThreadRows } from './ports.ts';

/** Messages as the panel shows them. A view keeps its identity while nothing in it changes, so that it is drawn once. */
export function createMessageViews(live: LiveText): (rows: ThreadRows) => readonly MessageView[] {
  let known = new Map<string, { readonly row: Message; readonly view: MessageView }>();

  return ({ messages, files }) => {
    const earlier = known;
    known = new Map();
    return messages.map((row) => {
      const before = earlier.get(row.id);
      const text = row.status === 'in_progress' ? live.textOf(row.id, textOf(row)) : textOf(row);
      if (row.status !== 'in_progress') live.forget(row.id);
      const same =
        before !== undefined &&
        before.view.text === text &&
        before.row.status === row.status &&
        before.view.attachments.length === attachmentIds(row, files).length;
      const view = same ? before.view : viewOf(row, text, files);
      known.set(row.id, { row, view });
      return view;
    });
  };
}

function viewOf(row: Message, text: string, files: readonly FileObject[]): MessageView {
  return {
    id: row.id,
    role: row.role,
    status: row.status,
    incomplete_reason: row.incomplete_details?.reason ?? null,
    text,
    attachments: attachmentIds(row, files),
    citations: row.local.citations ?? [],
    created_at: row.created_at,
  };
}

function attachmentIds(row: Message, files: readonly FileObject[]): readonly AttachmentView[] {
  return (row.attachments ?? []).flatMap(({ file_id }) => {
    const page = files.find((file) => file.id === file_id)?.local.page;
    return page === undefined ? [] : [{ file_id, title: page.title, url: page.url, kind: page.kind }];
  });
}

function textOf(row: Message): string {
  return row.content.map((part) => (part.type === 'text' ? part.text.value : '')).join('\n\n');
}
