import { resolveCitations } from '../../page/citations.ts';
import type { Context } from '../context.ts';
import type { MessageDelta } from '../events.ts';
import type { Annotation, Message, MessageIncompleteReason, RunStepStatus, TextContent } from '../objects.ts';
import { published } from '../published.ts';
import { citeFoundFiles } from '../tools/found-files.ts';
import { type Batch, tell } from './batch.ts';
import { closeRunStep, newRunStep } from './effects-step.ts';
import type { OpenRun } from './open-run.ts';

/** Of one message; more than that is no list of sources. */
const MOST_ANNOTATIONS = 500;

/** No words, no content part: an empty text is not a legal content. */
export function textContent(value: string, annotations: readonly Annotation[] = []): TextContent[] {
  return value === '' ? [] : [{ type: 'text', text: { value, annotations } }];
}

export function openMessage(context: Context, open: OpenRun, batch: Batch): void {
  const message: Message = {
    id: context.newId('msg_'),
    object: 'thread.message',
    created_at: batch.now,
    thread_id: open.run.thread_id,
    status: 'in_progress',
    incomplete_details: null,
    completed_at: null,
    incomplete_at: null,
    role: 'assistant',
    content: [],
    assistant_id: open.run.assistant_id,
    run_id: open.run.id,
    attachments: [],
    metadata: {},
    local: {
      order: context.nextOrder(open.order),
      sources: open.sources.map(({ passages: _all, title: _title, ...read }) => read),
      ...(open.imagesLeftOut ? { images_left_out: true } : {}),
    },
  };
  newRunStep(context, open, batch, { type: 'message_creation', message_creation: { message_id: message.id } });
  open.message = message;
  open.text = '';
  open.annotations = [];
  batch.messages.set(message.id, message);
  tell(open, batch, { event: 'thread.message.created', data: published(message) });
  tell(open, batch, { event: 'thread.message.in_progress', data: published(message) });
}

export function appendText(open: OpenRun, delta: string, batch: Batch): void {
  const offset = open.text.length;
  open.text += delta;
  tellText(open, batch, { value: delta }, offset);
}

/** Heard again, it is the same one. Only the whole text tells whether it leads anywhere. */
export function annotate(open: OpenRun, annotation: Annotation): void {
  const { said, annotations } = open;
  const { start_index, end_index } = annotation;
  const placed = { ...annotation, start_index: start_index - said, end_index: end_index - said };
  const isKnown = annotations.some((one) => JSON.stringify(one) === JSON.stringify(placed));
  if (!isKnown && placed.start_index >= 0 && annotations.length < MOST_ANNOTATIONS)
    open.annotations = [...annotations, placed];
}

/** With the words that each stands for. */
function annotationsIn(text: string, annotations: readonly Annotation[]): Annotation[] {
  return annotations
    .filter(({ start_index, end_index }) => start_index <= end_index && end_index <= text.length)
    .map((one) => ({ ...one, text: text.slice(one.start_index, one.end_index) }));
}

type TextDelta = MessageDelta['delta']['content'][number]['text'];

function tellText(open: OpenRun, batch: Batch, text: TextDelta, offset: number): void {
  if (open.message === null) return;
  const data: MessageDelta = {
    id: open.message.id,
    object: 'thread.message.delta',
    delta: { content: [{ index: 0, type: 'text', text }] },
  };
  tell(open, batch, { event: 'thread.message.delta', data }, offset);
}

export function closeMessage(
  open: OpenRun,
  stepStatus: RunStepStatus,
  reason: MessageIncompleteReason | null,
  batch: Batch,
): void {
  if (open.message === null) return;
  open.cancelCheckpoint?.();
  open.cancelCheckpoint = null;
  const { annotations: cited, ...resolved } = resolveCitations(open.text, open.sources);
  const annotations = [
    ...cited,
    ...citeFoundFiles(open.text, open.found),
    ...annotationsIn(open.text, open.annotations),
  ].toSorted((one, other) => one.start_index - other.start_index);
  // Only the whole text tells which markers lead somewhere.
  if (annotations.length > 0)
    tellText(
      open,
      batch,
      { value: '', annotations: annotations.map((one, index) => ({ ...one, index })) },
      open.text.length,
    );
  const message: Message = {
    ...open.message,
    status: reason === null ? 'completed' : 'incomplete',
    incomplete_details: reason === null ? null : { reason },
    completed_at: reason === null ? batch.now : null,
    incomplete_at: reason === null ? null : batch.now,
    content: textContent(open.text, annotations),
    local: { ...open.message.local, ...resolved },
  };
  open.message = null;
  open.said += open.text.length;
  batch.messages.set(message.id, message);
  const event = reason === null ? 'thread.message.completed' : 'thread.message.incomplete';
  tell(open, batch, { event, data: published(message) });
  closeRunStep(open, stepStatus, batch);
}
