import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DeletedNotice } from '../../../components/notices/deleted-notice.tsx';
import { draw, fire } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));
const covered = vi.hoisted(() => ({ now: false }));
vi.mock('../../../components/shortcuts/panel-keys.ts', () => ({ isCovered: () => covered.now }));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  covered.now = false;
  vi.useRealTimers();
});

const SECONDS = 1_000;
const actions = () => ({ putBackThread: vi.fn(), forgetThread: vi.fn() });

it('a deleted thread can be put back for ten seconds', () => {
  const all = actions();
  draw(<DeletedNotice actions={all} />);
  vi.advanceTimersByTime(9.9 * SECONDS);
  expect(all.forgetThread).not.toHaveBeenCalled();
  vi.advanceTimersByTime(0.2 * SECONDS);
  expect(all.forgetThread).toHaveBeenCalledOnce();
});

it('the ten seconds begin when the list that lies over it is closed', () => {
  const all = actions();
  covered.now = true;
  const { root } = draw(<DeletedNotice actions={all} />);
  vi.advanceTimersByTime(59 * SECONDS);
  covered.now = false;
  fire(root, 'close');
  vi.advanceTimersByTime(9.9 * SECONDS);
  expect(all.forgetThread).not.toHaveBeenCalled();
  vi.advanceTimersByTime(0.2 * SECONDS);
  expect(all.forgetThread).toHaveBeenCalledOnce();
});

it('in the list it stays as long as that is open', () => {
  const all = actions();
  draw(<DeletedNotice lasting={true} actions={all} />);
  vi.advanceTimersByTime(600 * SECONDS);
  expect(all.forgetThread).not.toHaveBeenCalled();
});
