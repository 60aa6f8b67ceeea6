import { expect, it, vi } from 'vitest';
import { AppFailure } from '../../../lib/errors.ts';
import { createKeysActions } from '../../../lib/panel/options/keys.ts';
import type { PanelBackground } from '../../../lib/panel/ports.ts';
import { createPanelWorld } from '../../support/panel-world.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../../components/english.ts'));

const wrong = { kind: 'wrong-passphrase' } as const;

it('the panel tells what is wrong with a passphrase, and nothing when it was right', async () => {
  const { world, actions } = createPanelWorld();
  expect(await actions.unlockKeys('right')).toBeNull();
  world.send.mockRejectedValueOnce(new AppFailure(wrong));
  expect(await actions.unlockKeys('wrong')).toEqual(wrong);
});

it('a refused change of how keys are kept is an answer, not an exception', async () => {
  const asked: unknown[] = [];
  const send = async (name: string, input: unknown) => {
    asked.push([name, input]);
    throw new AppFailure({ kind: 'keys-locked' });
  };
  const keys = createKeysActions(send as PanelBackground['send']);
  const locked = { status: 'failed', error: { kind: 'keys-locked' } };
  expect([await keys.read(), await keys.keep({ keeping: 'session' }), await keys.lock()]).toEqual([
    locked,
    locked,
    locked,
  ]);
  expect([await keys.unlock('p'), await keys.forget()]).toEqual([locked, locked]);
  expect(asked).toEqual([
    ['keys-state', null],
    ['keys-keep', { keeping: 'session' }],
    ['keys-lock', null],
    ['keys-unlock', { passphrase: 'p' }],
    ['keys-forget', null],
  ]);
});
