import { parseHTML } from 'linkedom';
import { type ComponentChild, options, render } from 'preact';
import { afterEach, vi } from 'vitest';
import { loadAllLazy } from '../../components/controls/lazy.tsx';
import { markdownReady } from '../../components/message/answer.tsx';
import type { AnsweringView, MessageView, PanelActions, PanelState } from '../../lib/panel/model.ts';

// Preact asks for these when it draws; every test file has a document of its own.
const { window } = parseHTML('<!doctype html><html><body></body></html>');
// It has a doctype, and linkedom does not say so.
vi.stubGlobal('document', Object.assign(window.document, { compatMode: 'CSS1Compat' }));
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    disconnect() {}
  },
);
vi.stubGlobal('MutationObserver', ResizeObserver);
options.debounceRendering = (update) => update();
options.requestAnimationFrame = (effects) => effects();

// What it draws is what users see a moment after the panel has opened.
await markdownReady;
await loadAllLazy();

const roots: Element[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) {
    render(null, root);
    root.remove();
  }
});

/** Draws into the document and gives the element and a way to draw again. */
export function draw(vnode: ComponentChild): {
  readonly root: Element;
  readonly redraw: (vnode: ComponentChild) => void;
} {
  const root = document.createElement('div');
  document.body.append(root);
  roots.push(root);
  render(vnode, root);
  return { root, redraw: (next) => render(next, root) };
}

/** The one button of that name; an accessible name here is a label or the button's own text. */
export function button(root: Element, name: string): HTMLButtonElement {
  const found = buttons(root).filter((one) => nameOf(one) === name);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} buttons are named "${name}"`);
  return found[0];
}

export function buttonNames(root: Element): string[] {
  return buttons(root).map(nameOf);
}

export function fire(target: Element, type: string, properties: object = {}): Event {
  const event = new window.Event(type, { bubbles: true, cancelable: true });
  target.dispatchEvent(Object.assign(event, properties));
  return event;
}

function buttons(root: Element): HTMLButtonElement[] {
  return [...root.querySelectorAll('button')];
}

function nameOf(one: Element): string {
  return one.getAttribute('aria-label') ?? one.textContent ?? '';
}

/** A whole answer, unless it is to be something else. */
export const messageView = (change: Partial<MessageView> = {}): MessageView => ({
  id: 'msg_1',
  role: 'assistant',
  status: 'completed',
  incomplete_reason: null,
  text: 'An answer.',
  attachments: [],
  pictures: [],
  unseen: false,
  citations: [],
  sources: [],
  versions: null,
  run_id: null,
  read: [],
  created_at: 0,
  ...change,
});

/** The default assistant on this device, unless it is to be somebody else. */
export const answeringView = (change: Partial<AnsweringView> = {}): AnsweringView => ({
  on_device: true,
  name: 'on-device',
  model: '',
  sight: 'none',
  assistant: { id: 'asst_sitethread', name: 'Sitethread', picture: null, is_default: true },
  chosen_model: null,
  always: false,
  missing: null,
  ...change,
});

export function panelState(change: Partial<PanelState> = {}): PanelState {
  return {
    tab: { status: 'ready', site: 'example.com', title: 'An example', url: 'https://example.com/' },
    messages: [],
    window: { earlier: false, later: false, asked: null, sought: null },
    run: { status: 'idle' },
    usages: new Map(),
    visiting: null,
    deleted_thread: null,
    answering_with: answeringView(),
    page: null,
    files: [],
    preview: null,
    selection: null,
    link: null,
    mentions: [],
    pictures: [],
    draft: '',
    recalling: false,
    removed: null,
    set_aside: null,
    notice: null,
    focus_request: 0,
    first_run: false,
    ...change,
  };
}

const ACTIONS = [
  'addFiles',
  'removeFile',
  'retryFile',
  'loadEarlierFiles',
  'attachEarlierFile',
  'takePage',
  'openPreview',
  'closePreview',
  'loadPreview',
  'changeDraft',
  'keepEdit',
  'send',
  'prompts',
  'measureQuestion',
  'recall',
  'leaveRecalled',
  'summarize',
  'stop',
  'newThread',
  'chooseThread',
  'leaveThread',
  'putBackThread',
  'forgetThread',
  'openThreads',
  'removeSelection',
  'takeLink',
  'endFirstRun',
  'loadShortcuts',
  'changeShortcuts',
  'addScreenshot',
  'addPicture',
  'removePicture',
  'loadPicture',
  'openTabs',
  'mention',
  'removeMention',
  'nameTabs',
  'retry',
  'answerAgain',
  'editMessage',
  'chooseVersion',
  'branchThread',
  'removeMessage',
  'putBackMessage',
  'forgetRemoved',
  'loadModels',
  'showEarlier',
  'showLater',
  'showLatest',
  'loadAssistants',
  'chooseAssistant',
  'chooseModel',
  'answerAlways',
  'loadRead',
  'loadSteps',
  'loadSent',
  'continueAnswer',
  'askAnew',
  'lookAgain',
  'showCitation',
  'openLink',
  'allowSite',
  'allowFiles',
  'followTabs',
  'openSettings',
  'openSection',
  'unlockKeys',
  'dismissNotice',
] as const satisfies readonly (keyof PanelActions)[];

export function panelActions(): { [N in keyof PanelActions]: ReturnType<typeof vi.fn<PanelActions[N]>> } {
  const actions = Object.fromEntries(ACTIONS.map((name) => [name, vi.fn()]));
  const loads = {
    loadShortcuts: vi.fn(async () => []),
    loadAcceptedFiles: vi.fn(async () => ''),
    loadEdits: vi.fn(async () => new Map()),
  };
  return { ...actions, ...loads } as never;
}
