import { expect, it, vi } from 'vitest';
import { App as SidePanel } from '../../../entrypoints/sidepanel/app.tsx';
import type { TabState } from '../../../lib/panel/model.ts';
import { answeringView, draw, panelActions, panelState } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const HERE = 'To try it now, press Summarize.';
const ELSEWHERE = 'To try it now, open any other page and press Summarize.';

/** What the first words say about how to try it. */
function wayToTry(tab: TabState, on_device = true): readonly string[] {
  const answering_with = answeringView({ on_device });
  const { root } = draw(
    <SidePanel state={panelState({ tab, answering_with, first_run: true })} actions={panelActions()} />,
  );
  const words = root.querySelector('.first-run')?.textContent ?? '';
  return [HERE, ELSEWHERE].filter((sentence) => words.includes(sentence));
}

// Who comes from the extension store stands on a page that no extension may read.
it.each<readonly [string, TabState, readonly string[]]>([
  ['a page', { status: 'ready', site: 'a.test', title: 'A', url: 'https://a.test/' }, [HERE]],
  ['the extension store', { status: 'unreadable', site: 'browser', title: '', reason: 'store' }, [ELSEWHERE]],
  ['a new tab', { status: 'unreadable', site: 'browser', title: '', reason: 'browser-page' }, [ELSEWHERE]],
  ['a tab that has to be allowed first', { status: 'not-granted', can_ask: true }, []],
])('beside %s the first words say how to try it', (_what, tab, said) => {
  expect(wayToTry(tab)).toEqual(said);
});

it('nobody with a model is told to try it without', () => {
  expect(wayToTry({ status: 'unreadable', site: 'browser', title: '', reason: 'store' }, false)).toEqual([]);
});
