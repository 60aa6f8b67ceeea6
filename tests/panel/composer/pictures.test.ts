import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppFailure } from '../../../lib/errors.ts';
import type { Connection } from '../../../lib/models/connection.ts';
import { A, B, createPanelWorld, settle, UNKNOWN } from '../../support/panel-world.ts';

vi.mock('../../../lib/i18n/index.ts', () => ({ t: (key: string) => key }));

const CONNECTION = { id: 'conn_1', name: 'Test', protocol: 'chat-completions', model: 'm' } as Connection;

let setUp: ReturnType<typeof createPanelWorld>;

beforeEach(async () => {
  setUp = createPanelWorld();
  setUp.world.connection = CONNECTION;
  await setUp.setTab(A);
});

const added = () => setUp.state().pictures.length;
const runs = () =>
  setUp.world.asked
    .filter(({ path }) => path.endsWith('/runs'))
    .map(({ body }) => JSON.parse(body).additional_messages);

async function addScreenshot(): Promise<void> {
  setUp.actions.addScreenshot();
  await settle();
}

async function ask(question: string): Promise<void> {
  setUp.actions.changeDraft(question);
  setUp.actions.send();
  await settle();
}

describe('a picture', () => {
  it('is uploaded and named in the question, behind its words, and is gone then', async () => {
    await addScreenshot();
    expect(added()).toBe(1);
    await ask('What is it?');
    const [, picture] = setUp.world.asked.filter(({ path }) => path === '/files');
    expect(picture?.body).toMatch(/vision[\s\S]*image\/jpeg[\s\S]*seen/);
    const file_id = expect.stringMatching(/^file-/);
    expect(runs()[0][0].content).toEqual([
      { type: 'text', text: 'What is it?' },
      { type: 'image_file', image_file: { file_id } },
    ]);
    expect(added()).toBe(0);
    expect(setUp.world.draftPictures.get('thread-a.test')).toEqual([]);
  });

  it('waits on its own site, on disk too', async () => {
    await addScreenshot();
    await setUp.setTab(B);
    expect(added()).toBe(0);
    expect(setUp.world.draftPictures.get('a.test')).toHaveLength(1);
    await setUp.setTab(A);
    expect(added()).toBe(1);
  });

  it('goes into the question of the site it was taken on, although the user has gone on', async () => {
    const taking = Promise.withResolvers<Blob>();
    setUp.world.screenshot.mockReturnValueOnce(taking.promise);
    setUp.actions.addScreenshot();
    await setUp.setTab(B);
    taking.resolve(new Blob(['seen']));
    await settle();
    expect(added()).toBe(0);
    await setUp.setTab(A);
    expect(added()).toBe(1);
  });

  it('stays where it is when the question does not come through', async () => {
    await addScreenshot();
    setUp.world.send.mockRejectedValueOnce(new AppFailure({ kind: 'storage-full' }));
    await ask('What is it?');
    expect([added(), setUp.state().notice]).toEqual([1, { kind: 'storage-full' }]);
  });

  it('is one of four at most', async () => {
    for (let count = 0; count < 5; count += 1) await addScreenshot();
    expect([added(), setUp.state().notice]).toEqual([4, { kind: 'no-picture', reason: 'too-many' }]);
    setUp.actions.removePicture(setUp.state().pictures[0]?.id ?? '');
    expect(added()).toBe(3);
  });

  it.each(['image', 'painted', 'pdf-scan', 'pdf-locked', 'empty'] as const)(
    'stands for a page that cannot be read (%s)',
    async (reason) => {
      setUp.world.unreadable.set(1, new AppFailure({ kind: 'page-not-readable', reason, host: 'a.test' }));
      await ask('What is it?');
      expect(runs()).toEqual([]);
      await addScreenshot();
      await ask('What is it?');
      expect(runs()[0][0]).toMatchObject({ attachments: [], content: [{ type: 'text' }, { type: 'image_file' }] });
    },
  );

  it('stands for no page that could be read another time', async () => {
    setUp.world.unreadable.set(1, new AppFailure({ kind: 'page-not-readable', reason: 'failed', host: 'a.test' }));
    await addScreenshot();
    await ask('What is it?');
    expect(runs()).toEqual([]);
    expect(setUp.state().notice).toMatchObject({ reason: 'failed' });
  });

  it('says why there is none, and goes beside it once there is', async () => {
    setUp.world.screenshot.mockRejectedValueOnce(new AppFailure({ kind: 'no-picture', reason: 'changed' }));
    await addScreenshot();
    expect([added(), setUp.state().notice]).toEqual([0, { kind: 'no-picture', reason: 'changed' }]);
    await addScreenshot();
    expect([added(), setUp.state().notice]).toEqual([1, null]);
  });

  it('of a tab that the browser keeps from us is none', async () => {
    await setUp.setTab(UNKNOWN);
    await addScreenshot();
    expect(setUp.world.screenshot).not.toHaveBeenCalled();
    expect(setUp.state().notice).toEqual({ kind: 'no-picture', reason: 'not-granted' });
  });
});

describe('for answers that cannot see', () => {
  it.each([
    ['no model', undefined, false, 'none'],
    ['the browser’s own model', { ...CONNECTION, protocol: 'built-in' } as Connection, false, 'none'],
    ['a model that has refused pictures', CONNECTION, true, 'refused'],
  ] as const)('a picture stays behind: %s', async (_who, connection, isBlind, sight) => {
    setUp = createPanelWorld();
    Object.assign(setUp.world, { connection, isBlind });
    await setUp.setTab(A);
    expect(setUp.state().answering_with.sight).toBe(sight);
    setUp.actions.addPicture(new Blob(['mine']));
    await settle();
    await ask('What is it?');
    expect(runs()[0][0].content).toBe('What is it?');
    expect(added()).toBe(1);
  });
});
