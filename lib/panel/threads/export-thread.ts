import type { Annotation, FileObject, Message, Run, RunStep, Thread } from '../../assistants/objects.ts';
import { t } from '../../i18n/index.ts';
import { locale } from '../../i18n/locale.ts';
import { stripMarkers } from '../../notation/markers.ts';

/** A thread with all that is shown of it, oldest first. */
export type ThreadExport = {
  readonly thread: Thread;
  readonly messages: readonly Message[];
  readonly runs: readonly Run[];
  readonly steps: readonly RunStep[];
  /** Those that messages attach or cite, as far as they still exist. */
  readonly files: readonly FileObject[];
  /** The words of a cited passage; undefined where its page is gone. */
  readonly passage: (fileId: string, passage: number) => string | undefined;
};

export type ThreadFile = { readonly name: string; readonly type: string; readonly text: string };

/** The thread as one text: for people, or as the Assistants objects that the front door gives. */
export function exportThread(rows: ThreadExport, as: 'markdown' | 'json'): ThreadFile {
  const name = fileName(titleOf(rows.thread));
  return as === 'json'
    ? { name: `${name}.json`, type: 'application/json', text: json(rows) }
    : { name: `${name}.md`, type: 'text/markdown', text: markdown(rows) };
}

/** Longest passage that is repeated where an answer names it without quoting, in characters. */
const LONGEST_PASSAGE = 200;

function json({ thread, messages, runs, steps }: ThreadExport): string {
  const objects = {
    thread: published(thread),
    messages: messages.map(published),
    runs: runs.map(published),
    run_steps: steps.map(published),
  };
  return `${JSON.stringify(objects, null, 2)}\n`;
}

function published<T extends { readonly local: unknown }>({ local: _local, ...rest }: T): Omit<T, 'local'> {
  return rest;
}

function markdown(rows: ThreadExport): string {
  const { thread, messages } = rows;
  const notes: string[] = [];
  const note = (text: string) => {
    const known = notes.indexOf(text);
    return `[^source-${known === -1 ? notes.push(text) : known + 1}]`;
  };
  const site = thread.local.site === null ? [] : [t('thread_export_site', thread.local.site)];
  const parts = [
    `# ${titleOf(thread)}`,
    [...site, t('thread_export_begun', formatDate(thread.created_at))].join('  \n'),
    ...messages.flatMap((message) => section(message, rows, note)),
    notes.map((text, index) => `[^source-${index + 1}]: ${text}`).join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

type Note = (text: string) => string;

function section(message: Message, rows: ThreadExport, note: Note): string[] {
  const { role, created_at, run_id, status } = message;
  const model = role === 'assistant' ? (rows.runs.find(({ id }) => id === run_id)?.model ?? '') : '';
  const who = role === 'user' ? t('thread_export_question') : t('thread_export_answer');
  const about = [formatDate(created_at), ...(model === '' || model === 'default' ? [] : [model])].join(', ');
  const files = (message.attachments ?? []).flatMap(({ file_id }) => {
    const file = rows.files.find(({ id }) => id === file_id);
    return file === undefined ? [] : [`- ${linkTo(file)}`];
  });
  return [
    `## ${who} (${about})`,
    ...message.content.map((part, index) => contentText(part, index === 0 ? message : null, rows, note)),
    ...(files.length === 0 ? [] : [files.join('\n')]),
    ...(status === 'incomplete' ? [`*${t('thread_export_incomplete')}*`] : []),
  ];
}

function contentText(part: Message['content'][number], cited: Message | null, rows: ThreadExport, note: Note): string {
  switch (part.type) {
    case 'text':
      return withNotes(part.text, cited, rows, note);
    case 'refusal':
      return part.refusal;
    default:
      return `*${t('thread_export_picture')}*`;
  }
}

type Text = Extract<Message['content'][number], { type: 'text' }>['text'];

/** Each verified marker as a footnote with the words it rests on; what was not verified goes. */
function withNotes({ value, annotations }: Text, cited: Message | null, rows: ThreadExport, note: Note): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start_index, end_index, ...annotation } of annotations.toSorted(byPlace)) {
    // The words that a page on the web bears out stay; a marker goes. One of two files has an annotation for each.
    const from = annotation.type === 'url_citation' ? end_index : start_index;
    if (from > done) pieces.push(value.slice(done, from));
    done = Math.max(done, annotation.type === 'file_path' ? from : end_index);
    if (annotation.type === 'url_citation') {
      const { url, title } = annotation.url_citation;
      pieces.push(note(link(title || url, url)));
    }
    if (annotation.type !== 'file_citation') continue;
    const { file_id } = annotation.file_citation;
    const citations = (cited?.local.citations ?? []).filter(
      (one) => one.start_index === start_index && one.file_id === file_id,
    );
    pieces.push(...citations.map((one) => note(sourceOf(one, rows))));
  }
  return stripMarkers(pieces.join('') + value.slice(done));
}

function byPlace(one: Annotation, other: Annotation): number {
  return one.start_index - other.start_index || one.end_index - other.end_index;
}

function sourceOf(
  { file_id, passage, quote }: { readonly file_id: string; readonly passage: number; readonly quote: string | null },
  { files, passage: wordsOf }: ThreadExport,
): string {
  const file = files.find(({ id }) => id === file_id);
  const words = (quote ?? wordsOf(file_id, passage) ?? '').replace(/\s+/g, ' ').trim();
  const short = words.length > LONGEST_PASSAGE ? `${words.slice(0, LONGEST_PASSAGE)}…` : words;
  const place = file === undefined ? t('thread_export_gone') : linkTo(file);
  return short === '' ? place : `${place}: “${short}”`;
}

function linkTo({ filename, local: { page } }: FileObject): string {
  return page === undefined ? filename : link(page.title || page.url, page.url);
}

function link(title: string, url: string): string {
  const text = title.replace(/\s+/g, ' ').replace(/[\\[\]]/g, '\\$&');
  return /^https?:/.test(url) ? `[${text}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)` : text;
}

const titleOf = ({ metadata }: Thread) => metadata['title']?.replace(/\s+/g, ' ').trim() || t('thread_export_untitled');

/** Unix seconds. */
function formatDate(seconds: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(seconds * 1000);
}

/** Of a file's name: none of them takes more than four of the 255 bytes that systems take. */
const MOST_SIGNS = 60;

/** As every system takes it. */
function fileName(title: string): string {
  const name = title
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '');
  return [...name].slice(0, MOST_SIGNS).join('').trim() || 'thread';
}
