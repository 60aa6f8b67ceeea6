import { expect, it, vi } from 'vitest';
import { A, createPanelWorld, settle } from '../../support/panel-world.ts';

vi.mock('../../../lib/i18n/index.ts', () => ({ t: (key: string) => key }));

it('a question longer than a message says so and stays where it is, and nothing is read for it', async () => {
  const setUp = createPanelWorld();
  await setUp.setTab(A);
  const words = 'a'.repeat(256_001);
  setUp.actions.changeDraft(words);
  setUp.actions.send();
  await settle();
  expect(setUp.state().notice).toEqual({ kind: 'question-too-long', most: 256_000 });
  expect([setUp.state().draft === words, setUp.world.asked]).toEqual([true, []]);
  setUp.actions.changeDraft(words.slice(1));
  setUp.actions.send();
  await settle();
  expect([setUp.state().notice, setUp.state().draft]).toEqual([null, '']);
});
