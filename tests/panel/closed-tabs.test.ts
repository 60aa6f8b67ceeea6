import { expect, it, vi } from 'vitest';
import { A, createPanelWorld, UNKNOWN } from '../support/panel-world.ts';

vi.mock('../../lib/i18n/index.ts', () => import('../components/english.ts'));

const BROWSER_PAGE = { status: 'unreadable', reason: 'browser-page' };

it('a tab that keeps its address to itself may be opened by the user', async () => {
  const { panel, setTab } = createPanelWorld();
  await setTab(UNKNOWN);
  expect(panel.state().tab).toMatchObject({ status: 'not-granted' });
});

it('one that keeps it after a click on the toolbar button too is no page for any extension, and is not offered to be allowed', async () => {
  const { panel, setTab } = createPanelWorld();
  await setTab(UNKNOWN);
  await panel.receive({ type: 'read-tab', tab_id: UNKNOWN.id });
  expect(panel.state().tab).toMatchObject(BROWSER_PAGE);
});

it('says so too when a key asks for a summary of it', async () => {
  const { panel, setTab } = createPanelWorld();
  await setTab(UNKNOWN);
  await panel.receive({ type: 'summarize', tab_id: UNKNOWN.id });
  expect(panel.state().notice).toMatchObject({ kind: 'page-not-readable', reason: 'browser-page' });
});

it('says so of no other tab, and not of what the tab shows next', async () => {
  const { panel, setTab } = createPanelWorld();
  await setTab(UNKNOWN);
  await panel.receive({ type: 'read-tab', tab_id: UNKNOWN.id });
  await setTab({ ...UNKNOWN, id: 4 });
  expect(panel.state().tab).toMatchObject({ status: 'not-granted' });
  await panel.receive({ type: 'read-tab', tab_id: 4 });
  await setTab({ ...UNKNOWN, id: 4, title: 'Next' });
  expect(panel.state().tab).toMatchObject({ status: 'not-granted' });
});

it('takes a click meant for another tab for nothing', async () => {
  const { panel, setTab } = createPanelWorld();
  await setTab(UNKNOWN);
  await panel.receive({ type: 'read-tab', tab_id: A.id });
  expect(panel.state().tab).toMatchObject({ status: 'not-granted' });
});
