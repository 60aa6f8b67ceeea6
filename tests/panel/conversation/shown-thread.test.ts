import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Message, Run } from '../../../lib/assistants/objects.ts';
import { createShownThread } from '../../../lib/panel/conversation/shown-thread.ts';
import type { PanelReads } from '../../../lib/panel/ports.ts';
import type { BackgroundFrame } from '../../../lib/protocol.ts';
import { Database } from '../../../lib/store/database.ts';
import { createPanelReads } from '../../../lib/store/panel-reads.ts';
import { fillThread } from '../../../scripts/bench/long-thread.ts';
import { eventually } from '../../support/eventually.ts';

const LONG = 'long';
const ALL = 1_000;

let db: Database;
let databases = 0;
let thread: ReturnType<typeof createShownThread>;
let hear: (frame: BackgroundFrame) => void;
let wakes = 0;
let onChange = () => {};
let reads: PanelReads;

beforeEach(async () => {
  databases += 1;
  wakes = 0;
  onChange = () => {};
  db = new Database(`front-${databases}`);
  await fillThread(db, LONG, ALL);
  reads = createPanelReads(db);
  thread = createShownThread({
    reads,
    background: {
      onFrame: (onFrame: typeof hear) => {
        hear = onFrame;
      },
      onStop: () => undefined,
      watch: () => undefined,
      wake: () => {
        wakes += 1;
      },
    } as never,
    usage: { watch: () => undefined, views: () => new Map() },
    changed: () => onChange(),
  });
});

afterEach(() => {
  thread.watch(null);
  db.close();
});

const numbers = () => thread.view().messages.map(({ id }) => Number(id.split('_')[2]));
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
const shows = (first: number, last: number) => eventually(() => expect(numbers()).toEqual(from(first, last)));

async function open(): Promise<void> {
  thread.watch(LONG);
  await shows(ALL - 40, ALL - 1);
}

const message = (number: number): Promise<Message> =>
  db.messages.get(`msg_${LONG}_${number}`).then((row) => row ?? Promise.reject(new Error(`No message ${number}.`)));

async function add(change: Partial<Message>): Promise<void> {
  await db.messages.put({ ...(await message(ALL - 1)), id: 'msg_long_new', local: { order: ALL + 1 }, ...change });
}

it('is read on at its beginning, and lets go of its end once much is there', async () => {
  await open();
  expect(thread.view().window).toMatchObject({ earlier: true, later: false });
  for (const count of [60, 80, 100, 120, 140, 160]) {
    thread.shows.showEarlier();
    await shows(ALL - count, ALL - 1);
  }
  thread.shows.showEarlier();
  await shows(ALL - 180, ALL - 21);
  expect(thread.view().window).toMatchObject({ earlier: true, later: true });
  thread.shows.showLater();
  await shows(ALL - 160, ALL - 1);
  expect(thread.view().window.later).toBe(false);
});

it('keeps messages that are in use, up to a limit, and lets go of them later', async () => {
  await open();
  for (let first = ALL - 40; first > ALL - 480; first -= 20) {
    thread.shows.showEarlier(ALL - first);
    await shows(first - 20, ALL - 1);
  }
  thread.shows.showEarlier(480);
  await shows(ALL - 500, ALL - 21);
  thread.shows.showLater(480);
  await shows(ALL - 480, ALL - 1);
  thread.shows.showEarlier(0);
  await shows(ALL - 500, ALL - 341);
  thread.shows.showLater(0);
  await shows(ALL - 480, ALL - 321);
});

it('goes no further before it is shown how far it has come', async () => {
  await open();
  let asked = 0;
  const { thread: readThread } = reads;
  reads.thread = (...given) => {
    asked += 1;
    return readThread(...given);
  };
  let changes = 0;
  onChange = () => {
    changes += 1;
    thread.shows.showEarlier();
  };
  thread.shows.showEarlier();
  await eventually(() => expect(changes).toBe(1));
  expect(asked).toBe(1);
  await shows(ALL - 60, ALL - 1);
  thread.shows.showEarlier();
  expect(asked).toBe(2);
});

it('keeps the views of messages that stay, and the list while nothing changes', async () => {
  await open();
  const before = thread.view().messages;
  expect(thread.view().messages).toBe(before);
  thread.shows.showEarlier();
  await shows(ALL - 60, ALL - 1);
  for (const [index, view] of before.entries()) expect(thread.view().messages[20 + index]).toBe(view);
});

it('draws only the message that grows while words come in', async () => {
  await open();
  await add({ status: 'in_progress', content: [], run_id: 'run_new' });
  await eventually(() => expect(thread.view().messages).toHaveLength(41));
  const before = thread.view().messages;
  const delta = { content: [{ type: 'text', index: 0, text: { value: 'Words' } }] };
  const data = { id: 'msg_long_new', object: 'thread.message.delta', delta };
  hear({ type: 'thread-event', offset: 0, event: { event: 'thread.message.delta', data } } as BackgroundFrame);
  const after = thread.view().messages;
  expect(after.at(-1)?.text).toBe('Words');
  for (const [index, view] of before.slice(0, -1).entries()) expect(after[index]).toBe(view);
});

it('opens around a message that is looked for, now or when its thread comes to the front', async () => {
  await fillThread(db, 'short', 2);
  thread.watch('short');
  await eventually(() => expect(thread.view().messages).toHaveLength(2));
  await thread.shows.showAt(`msg_${LONG}_500`);
  expect(thread.view().window.sought).toBeNull();
  thread.watch(null);
  thread.watch(LONG);
  await shows(480, 539);
  const first = thread.view().window.sought;
  expect(first?.id).toBe(`msg_${LONG}_500`);
  await thread.shows.showAt(`msg_${LONG}_500`);
  await shows(480, 539);
  expect(thread.view().window.sought?.count).not.toBe(first?.count);
  // Another time the thread is shown at its end.
  thread.watch('short');
  thread.watch(LONG);
  await shows(ALL - 40, ALL - 1);
  expect(thread.view().window.sought).toBeNull();
});

it('stays where it is for a message that nobody has', async () => {
  await open();
  await thread.shows.showAt('msg_unknown');
  expect(thread.view().window.sought).toBeNull();
  expect(numbers().at(-1)).toBe(ALL - 1);
});

it('returns to its end when something is asked, here or elsewhere', async () => {
  await open();
  await thread.shows.showAt(`msg_${LONG}_500`);
  await shows(480, 539);
  thread.expect({ id: 'run_new', thread_id: LONG, status: 'queued', metadata: {}, local: {} } as Run);
  await shows(ALL - 40, ALL - 1);
  await thread.shows.showAt(`msg_${LONG}_500`);
  await shows(480, 539);
  await add({ role: 'user', run_id: null });
  await eventually(() => expect(thread.view().messages.at(-1)?.id).toBe('msg_long_new'));
});

it('says what its newest run does, also from its middle', async () => {
  await open();
  await thread.shows.showAt(`msg_${LONG}_500`);
  await shows(480, 539);
  const run = await db.runs.get(`run_${LONG}_${ALL - 1}`);
  if (run === undefined) throw new Error('There is no run.');
  await db.runs.put({ ...run, status: 'failed', local: { ...run.local, error: { kind: 'offline' } } });
  await eventually(() =>
    expect(thread.view().run).toMatchObject({ status: 'failed', error: { kind: 'offline' }, partial: true }),
  );
  expect(wakes).toBe(0);
  expect(thread.view().set_aside).toBeNull();
});

it('tells the versions of the first message that is there, and which messages end an answer', async () => {
  const before = await message(ALL - 41);
  const version = {
    id: 'msg_other',
    thread_id: LONG,
    after: before.local.order,
    order: ALL + 5,
    messages: [],
    file_ids: [],
  };
  await db.message_versions.put(version);
  await db.messages.update(`msg_${LONG}_539`, { role: 'assistant', run_id: 'run_of_two' });
  await db.messages.update(`msg_${LONG}_540`, { role: 'assistant', run_id: 'run_of_two' });
  await open();
  expect(thread.view().messages[0]?.versions).toMatchObject({ place: 1, of: 2, later: 'msg_other' });
  await thread.shows.showAt(`msg_${LONG}_500`);
  await shows(480, 539);
  expect(thread.view().messages.at(-1)?.run_id).toBeNull();
});
