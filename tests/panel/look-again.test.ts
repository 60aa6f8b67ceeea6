import { expect, it, vi } from 'vitest';
import { AppFailure } from '../../lib/errors.ts';
import { A, createPanelWorld, settle } from '../support/panel-world.ts';

vi.mock('../../lib/i18n/index.ts', () => ({ t: (key: string) => key }));

it('a tab that could not be looked at is looked at once more when the user asks for it', async () => {
  const made = createPanelWorld();
  made.world.current.mockRejectedValueOnce(new AppFailure({ kind: 'never-read-unknown' }));
  await made.setTab(A);
  expect(made.state()).toMatchObject({ notice: { kind: 'never-read-unknown' }, tab: { status: 'loading' } });
  made.actions.lookAgain();
  await settle();
  expect(made.state()).toMatchObject({ notice: null, tab: { status: 'ready', site: 'a.test' } });
});
