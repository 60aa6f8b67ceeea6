import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { answerFrame } from '../../lib/api/port-server.ts';
import { DEFAULT_ASSISTANT } from '../../lib/assistants/default-assistant.ts';
import { PAGE_MEDIA_TYPE, type PageSnapshot } from '../../lib/page/snapshot.ts';
import { attachPages } from '../../lib/panel/asking/attach-page.ts';
import { createRequests } from '../../lib/panel/asking/requests.ts';
import type { BackgroundFrame } from '../../lib/protocol.ts';
import { createPanelReads } from '../../lib/store/panel-reads.ts';
import { createWorld, settle, type Worker } from '../support/engine.ts';

const PAGE: PageSnapshot = {
  url: 'https://mills.test/',
  title: 'Mills',
  byline: null,
  language: 'en',
  captured_at: 1,
  content_hash: 'mills',
  kind: 'article',
  markdown: 'The mill was built in 1871.',
  passages: [{ id: 1, text: 'The mill was built in 1871.', headings: [] }],
  selection: null,
};

const HOUR = { anchor: 'created_at', seconds: 3_600 } as const;

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

async function upload(expires_after?: typeof HOUR): Promise<string> {
  const file = new File([JSON.stringify(PAGE)], 'page.json', { type: PAGE_MEDIA_TYPE });
  const given = { purpose: 'assistants', file } as const;
  return (await worker.client.files.create(expires_after === undefined ? given : { ...given, expires_after })).id;
}

/** What the panel sends to this worker. */
function requestsTo({ api }: Worker) {
  let receive: (frame: BackgroundFrame) => void = () => undefined;
  return createRequests({
    post: async (frame) => {
      if (frame.type === 'api-request') receive(await answerFrame(api, frame));
    },
    onFrame: (onFrame) => {
      receive = onFrame;
    },
    onStop: () => undefined,
    watch: () => undefined,
    wake: () => undefined,
    send: () => Promise.reject(new Error('Nothing but requests is sent.')),
  });
}

describe('the file of a page', () => {
  it('is found by its address and content', async () => {
    const id = await upload();
    const { findPage } = createPanelReads(world.db);
    expect((await findPage(PAGE))?.id).toBe(id);
    expect(await findPage({ ...PAGE, url: 'https://mills.test/other' })).toBeUndefined();
    expect(await findPage({ ...PAGE, content_hash: 'changed' })).toBeUndefined();
  });

  it('is passed over when it has an end, and another that stays is found', async () => {
    await upload(HOUR);
    const { findPage } = createPanelReads(world.db);
    expect(await findPage(PAGE)).toBeUndefined();
    const id = await upload();
    expect((await findPage(PAGE))?.id).toBe(id);
  });

  it('is made anew when the one there is has come to its end, so that the question is taken', async () => {
    const ended = await upload(HOUR);
    world.clock.advance(3_600_000);
    const thread = await worker.threads.create();
    const pages = { front: PAGE, others: [], files: [] };
    const attachments = await attachPages(createPanelReads(world.db), requestsTo(worker), thread.id, pages);
    expect(attachments).toHaveLength(1);
    expect(attachments[0]?.file_id).not.toBe(ended);
    const run = await requestsTo(worker).createRun(thread.id, {
      text: 'When?',
      attachments,
      pictures: [],
      metadata: {},
    });
    expect(run.status).toBe('queued');
  });
});

it('the first message of an answer is the one of the thread that is asked for, also where another is branched from it', async () => {
  const { id } = await worker.threads.create({ messages: [{ role: 'user', content: 'How?' }] });
  const run = await worker.threads.runs.create(id, { assistant_id: DEFAULT_ASSISTANT });
  await settle();
  await worker.backend.words('By dancing.');
  await worker.backend.stop();
  const [answer] = (await worker.threads.messages.list(id)).data;
  const branch = await worker.engine.threads.branch(id, answer?.id ?? '');
  const { firstOfRun } = createPanelReads(world.db);
  expect((await firstOfRun(run.id, id))?.id).toBe(answer?.id);
  expect((await firstOfRun(run.id, branch.id))?.thread_id).toBe(branch.id);
});
