import { expect, it, vi } from 'vitest';
import { App as SidePanel } from '../../../entrypoints/sidepanel/app.tsx';
import type { PanelState } from '../../../lib/panel/model.ts';
import { button, draw, fire, panelActions, panelState } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const ASIDE: readonly (readonly [string, string, Partial<PanelState>])[] = [
  ['the first words', 'Got it', { first_run: true }],
  ['a failure that is told', 'Dismiss', { notice: { kind: 'offline' } }],
  ['the way back of a deleted message', 'Undo', { removed: 'msg_1' }],
  ['the way back of a deleted thread', 'Undo', { deleted_thread: 'thread_1' }],
  ['the way out of the thread of another site', 'Back to this site', { visiting: 'bees.example' }],
];

it.each(ASIDE)(
  'the keyboard comes to the composer when %s goes with the button that was pressed',
  (_what, name, state) => {
    const { root } = draw(<SidePanel state={panelState(state)} actions={panelActions()} />);
    const textbox = root.querySelector('textarea');
    const focus = vi.fn();
    Object.assign(textbox ?? {}, { focus });
    fire(button(root, name), 'click');
    expect(focus).toHaveBeenCalled();
  },
);
