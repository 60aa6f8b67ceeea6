import { expect, it, vi } from 'vitest';
import { LinkChip } from '../../../components/composer/link-chip.tsx';
import { ShortcutsSection } from '../../../components/options/shortcuts-section.tsx';
import { FirstRun } from '../../../components/thread/first-run.tsx';
import { button, buttonNames, draw, fire, panelActions } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const ASK = { name: 'ask', description: 'Ask about this page', keys: ['Alt', 'Shift', '2'] };
const settle = () => new Promise((resolve) => setTimeout(resolve, 10));

async function section(loadShortcuts: () => Promise<readonly (typeof ASK)[]>) {
  const changeShortcuts = vi.fn();
  const { root } = draw(<ShortcutsSection actions={{ loadShortcuts, changeShortcuts }} />);
  await settle();
  return { root, changeShortcuts };
}

it('lists what the browser has assigned, and says of a command that it has no keys', async () => {
  const { root, changeShortcuts } = await section(async () => [ASK, { ...ASK, name: 'summarize', keys: [] }]);
  const rows = [...root.querySelectorAll('dl > div')].map((row) => row.querySelector('dd')?.textContent);
  expect(rows).toEqual(['AltShift2', 'Not set', 'stSpace']);
  fire(button(root, 'Change shortcuts'), 'click');
  expect(changeShortcuts).toHaveBeenCalledTimes(1);
});

it('says when the browser does not tell its shortcuts, and still leads to them', async () => {
  const { root } = await section(() => Promise.reject(new Error('no')));
  expect(root.textContent).toContain('The browser did not tell its shortcuts.');
  button(root, 'Change shortcuts');
});

it('offers a model to a new user who has none, and no try where there is nothing to summarize', () => {
  const actions = panelActions();
  const first = draw(<FirstRun on_device={true} tab="not-granted" actions={actions} />).root;
  expect(first.textContent).not.toContain('press Summarize');
  fire(button(first, 'Connect a model'), 'click');
  expect(actions.openSettings).toHaveBeenCalledTimes(1);
  fire(button(first, 'Got it'), 'click');
  expect(actions.endFirstRun).toHaveBeenCalledTimes(1);
  const connected = draw(<FirstRun on_device={false} tab="ready" actions={actions} />).root;
  expect(buttonNames(connected)).not.toContain('Connect a model');
});

it('says what of a link is sent, and takes its page along in the click itself', () => {
  const actions = panelActions();
  const link = { url: 'https://c.test/far', text: 'Far away', host: 'c.test', can_read: true };
  const { root } = draw(<LinkChip link={link} actions={actions} />);
  expect(root.textContent).toMatch(/Far away.*c\.test.*its page does not/);
  fire(button(root, 'Take its page along'), 'click');
  expect(actions.takeLink).toHaveBeenCalledWith(link);
  fire(button(root, 'Remove the link'), 'click');
  expect(actions.removeSelection).toHaveBeenCalledTimes(1);
});

it('does not offer to read what is no page', () => {
  const link = { url: 'mailto:ada@c.test', text: 'Ada', host: '', can_read: false };
  const { root } = draw(<LinkChip link={link} actions={panelActions()} />);
  expect(buttonNames(root)).toEqual(['Remove the link']);
});
