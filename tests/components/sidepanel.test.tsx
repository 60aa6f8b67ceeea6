import { describe, expect, it, vi } from 'vitest';
import { App as Popup } from '../../entrypoints/popup/app.tsx';
import { App as SidePanel } from '../../entrypoints/sidepanel/app.tsx';
import type { MessageView, PanelState, RunView, TabState } from '../../lib/panel/model.ts';
import { answeringView, button, buttonNames, draw, fire, messageView, panelActions, panelState } from './surface.ts';

vi.mock('../../lib/i18n/index.ts', () => import('./english.ts'));

const question = messageView({ id: 'msg_0', role: 'user', text: 'Why?' });

function panel(change: Partial<PanelState> = {}) {
  const actions = panelActions();
  return { actions, ...draw(<SidePanel state={panelState(change)} actions={actions} />) };
}

const TABS: readonly (readonly [string, TabState])[] = [
  ['a page', { status: 'ready', site: 'example.com', title: 'An example', url: 'https://example.com/' }],
  ['a tab nobody has looked at yet', { status: 'loading' }],
  ['a tab that may not be seen', { status: 'not-granted', can_ask: false }],
  ['a tab whose site can be asked for', { status: 'not-granted', can_ask: true }],
  ['a page of the browser', { status: 'unreadable', site: 'settings', title: 'Settings', reason: 'browser-page' }],
];

const RUNS: readonly RunView[] = [
  { status: 'idle' },
  { status: 'reading-page', progress: null },
  { status: 'reading-parts', read: 2, of: 9 },
  { status: 'waiting' },
  { status: 'answering' },
  { status: 'stopping' },
  { status: 'stopped', partial: true, run_id: 'run_1' },
  { status: 'failed', error: { kind: 'cut-off' }, partial: true, run_id: 'run_1' },
  { status: 'incomplete' },
];

describe('the side panel', () => {
  it.each(TABS)('has its conversation, composer and one Summarize beside %s', (_name, tab) => {
    const { root } = panel({ tab });
    expect(root.querySelectorAll('[role=log][aria-label="Conversation"]')).toHaveLength(1);
    expect(root.querySelectorAll('textarea[aria-label="Ask about this page"]')).toHaveLength(1);
    expect(root.querySelectorAll('[role=status][aria-label="Run status"]')).toHaveLength(1);
    for (const name of ['Summarize', 'Send', 'New thread', 'Threads', 'Settings']) button(root, name);
  });

  it.each(RUNS)('has one Summarize and one Send while the run is $status', (run) => {
    const { root } = panel({ messages: [question, messageView()], run });
    button(root, 'Summarize');
    button(root, 'Send');
  });

  it.each(RUNS)('offers Stop exactly while a run is under way: $status', (run) => {
    const { root } = panel({ run, messages: [question] });
    const under_way = ['reading-page', 'reading-parts', 'waiting', 'answering', 'stopping'].includes(run.status);
    expect(buttonNames(root).includes('Stop')).toBe(under_way);
    expect(button(root, 'Summarize').disabled).toBe(under_way);
  });

  it('gives every message one article with its role and status, and these to nothing else', () => {
    const { root } = panel({
      messages: [question, messageView({ status: 'incomplete', incomplete_reason: 'run_failed' })],
    });
    const marked = [...root.querySelectorAll('[data-role], [data-status]')];
    expect(
      marked.map((one) => [one.localName, one.getAttribute('data-role'), one.getAttribute('data-status')]),
    ).toEqual([
      ['article', 'user', 'completed'],
      ['article', 'assistant', 'incomplete'],
    ]);
  });

  it('summarizes in the click itself', () => {
    const { root, actions } = panel();
    fire(button(root, 'Summarize'), 'click');
    expect(actions.summarize).toHaveBeenCalledOnce();
  });

  it('never reads a page that cannot be read, but lets the user try one that failed', () => {
    const unreadable = (reason: 'store' | 'failed'): TabState => ({
      status: 'unreadable',
      site: 'x',
      title: '',
      reason,
    });
    expect(button(panel({ tab: unreadable('store') }).root, 'Summarize').disabled).toBe(true);
    expect(button(panel({ tab: unreadable('failed') }).root, 'Summarize').disabled).toBe(false);
  });

  it('offers this site, where the browser can ask, and all tabs while the tab may not be seen', () => {
    const known = panel({ tab: { status: 'not-granted', can_ask: true } });
    fire(button(known.root, 'Allow this site'), 'click');
    fire(button(known.root, 'Follow all tabs'), 'click');
    expect(known.actions.allowSite).toHaveBeenCalledOnce();
    expect(known.actions.followTabs).toHaveBeenCalledOnce();
    expect(buttonNames(panel({ tab: { status: 'not-granted', can_ask: false } }).root)).not.toContain(
      'Allow this site',
    );
  });

  it.each([
    ['stopped', { status: 'stopped', partial: true, run_id: 'run_1' }, 'Continue', 'continueAnswer'],
    ['stopped before its first word', { status: 'stopped', partial: false, run_id: 'run_1' }, 'Retry', 'retry'],
    ['cut short by a limit', { status: 'incomplete' }, 'Continue', 'continueAnswer'],
    [
      'broken off',
      { status: 'failed', error: { kind: 'cut-off' }, partial: true, run_id: 'run_1' },
      'Continue',
      'continueAnswer',
    ],
    [
      'failed at once',
      { status: 'failed', error: { kind: 'offline' }, partial: false, run_id: 'run_1' },
      'Retry',
      'retry',
    ],
    [
      'refused',
      { status: 'failed', error: { kind: 'key-refused', host: 'x' }, partial: false, run_id: 'run_1' },
      'Open settings',
      'openSettings',
    ],
  ] as const)('says what to do about an answer that was %s', (_name, run, label, action) => {
    const { root, actions } = panel({ messages: [question], run });
    expect(root.querySelector('[role=status]')?.textContent).not.toBe('');
    fire(button(root, label), 'click');
    expect(actions[action]).toHaveBeenCalledOnce();
  });

  it('asks again in place what the settings had to be mended for, and goes on with what had come', () => {
    const error = { kind: 'key-refused', host: 'x' } as const;
    const refused = panel({ messages: [question], run: { status: 'failed', error, partial: false, run_id: 'run_1' } });
    fire(button(refused.root, 'Retry'), 'click');
    expect(refused.actions.retry).toHaveBeenCalledOnce();
    const broken = panel({ messages: [question], run: { status: 'failed', error, partial: true, run_id: 'run_1' } });
    fire(button(broken.root, 'Continue'), 'click');
    expect(broken.actions.continueAnswer).toHaveBeenCalledOnce();
  });

  it.each([
    ['Retry', { status: 'failed', error: { kind: 'offline' }, partial: false, run_id: 'run_1' }],
    ['Continue', { status: 'stopped', partial: true, run_id: 'run_1' }],
  ] as const)('leaves the focus where one writes when %s goes with what it does', (label, run) => {
    const { root } = panel({ messages: [question], run });
    const focus = vi.spyOn(root.querySelector('textarea') as HTMLElement, 'focus');
    fire(button(root, label), 'click');
    expect(focus).toHaveBeenCalledOnce();
  });

  it('leaves the focus on the last message when an earlier version is brought back', () => {
    const { root } = panel({ messages: [question], set_aside: 'msg_9' });
    const focus = vi.spyOn(root.querySelector('article') as HTMLElement, 'focus');
    fire(button(root, 'Bring back the earlier version'), 'click');
    expect(focus).toHaveBeenCalledOnce();
  });

  it('offers a model under an answer made on the device, and only there', () => {
    const on_device = {
      answering_with: answeringView({ name: 'x' }),
      messages: [question, messageView()],
    };
    expect(buttonNames(panel(on_device).root)).toContain('Connect a model');
    const connected = {
      ...on_device,
      answering_with: answeringView({ on_device: false, name: 'x', model: 'm', sight: 'likely' }),
    };
    expect(buttonNames(panel(connected).root)).not.toContain('Connect a model');
  });

  it('tells of a question that was answered with no word what was sent, once', () => {
    const usage = { run_id: 'run_1', model: 'big', seconds: 2, tokens: 0, estimated: true, cost: null, thread: null };
    const usages = new Map([['run_1', usage]]);
    const error = { kind: 'request-refused', detail: '' } as const;
    const lines = (partial: boolean, ...messages: readonly MessageView[]) => [
      ...panel({ messages, usages, run: { status: 'failed', error, partial, run_id: 'run_1' } }).root.querySelectorAll(
        '.usage',
      ),
    ];
    expect(lines(false, question).map(({ textContent }) => textContent)).toEqual(['big · 2 s']);
    expect(lines(true, question, messageView({ run_id: 'run_1' }))).toHaveLength(1);
  });

  it('tells a failure before any run where the user writes', () => {
    const { root, actions } = panel({ notice: { kind: 'storage-full' } });
    expect(root.querySelector('[role=alert]')?.textContent).toContain('no room left');
    fire(button(root, 'Dismiss'), 'click');
    expect(actions.dismissNotice).toHaveBeenCalledOnce();
  });

  it('does not draw the conversation again while the user types', () => {
    const messages = [question, messageView()];
    const actions = panelActions();
    const state = panelState({ messages });
    const { root, redraw } = draw(<SidePanel state={state} actions={actions} />);
    const article = root.querySelector('article[data-role=assistant]') as Element;
    const texts = vi.spyOn(document, 'createTextNode');
    redraw(<SidePanel state={{ ...state, draft: 'And' }} actions={actions} />);
    expect(root.querySelector('article[data-role=assistant]')).toBe(article);
    expect(texts).not.toHaveBeenCalled();
  });
});

describe('the popup', () => {
  it('asks, summarizes and opens the side panel', () => {
    const openPanel = vi.fn();
    const { root } = draw(<Popup state={panelState()} actions={panelActions()} openPanel={openPanel} />);
    expect(root.querySelector('textarea')?.getAttribute('aria-label')).toBe('Ask about this page');
    button(root, 'Summarize');
    fire(button(root, 'Open side panel'), 'click');
    expect(openPanel).toHaveBeenCalledOnce();
  });
});
