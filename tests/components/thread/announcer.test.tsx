import { expect, it, vi } from 'vitest';
import { Announcer } from '../../../components/thread/announcer.tsx';
import { eventually } from '../../support/eventually.ts';
import { draw } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const message = (text: string, status: 'in_progress' | 'completed' = 'in_progress', id = 'msg_1') => ({
  id,
  text,
  status,
});

function announcer() {
  const { root, redraw } = draw(<Announcer message={null} busy={false} />);
  const words = () => root.textContent;
  return {
    words,
    show: (next: ReturnType<typeof message>, busy = true) => redraw(<Announcer message={next} busy={busy} />),
    says: (text: string) => eventually(() => expect(words()).toBe(text)),
  };
}

it('says whole sentences, each once, and the rest when the answer is over', async () => {
  const { show, says, words } = announcer();
  show(message('Bees **dan'));
  show(message('Bees **dance** at'));
  expect(words()).toBe('');
  show(message('Bees **dance** at noon. Th'));
  await says('Bees dance at noon.');
  show(message('Bees **dance** at noon. Then they vo'));
  show(message('Bees **dance** at noon. Then they vote【1】', 'completed'), false);
  await says('Then they vote');
});

it('says an answer that comes all at once', async () => {
  const { show, says } = announcer();
  show(message('Old.', 'completed', 'msg_0'));
  show(message('All of it.', 'completed'), false);
  await says('All of it.');
});

it('does not say what was there before', async () => {
  const { show, words } = announcer();
  show(message('An old answer.', 'completed'), false);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(words()).toBe('');
});
