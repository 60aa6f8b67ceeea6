import type { Intent } from '../protocol.ts';
import { createActions } from './actions.ts';
import { createReceive } from './asking/receive.ts';
import { createLinkView } from './composer/link.ts';
import { keepIdentity } from './keep-identity.ts';
import type { PanelActions, PanelState } from './model.ts';
import { createPanelParts } from './panel-parts.ts';
import type { PanelPorts } from './ports.ts';

export type Panel = {
  state(): PanelState;
  readonly actions: PanelActions;
  /** Starts following the tab; calls back once per frame in which something changed. */
  start(render: () => void): void;
  /** What a key press or click outside the panel asks for. */
  receive(intent: Intent): Promise<void>;
};

/** A surface without its looks: what it shows, and what its buttons do. */
export function createPanel(ports: PanelPorts): Panel {
  let render = () => {};
  let focusRequest = 0;
  let shown: PanelState | null = null;
  const changed = () => ports.schedule(() => render());
  const focus = () => {
    focusRequest += 1;
    changed();
  };
  const parts = createPanelParts(ports, changed);
  const { conversation, along, answering, work, follow, selection, mentions, pictures, draft } = parts;
  const actions = createActions(parts);
  const receive = createReceive({ ...parts, actions, focus });
  const linkView = createLinkView();

  return {
    actions,

    start(callback) {
      render = callback;
      answering.follow(null, null);
      void follow.refresh();
    },

    receive: (intent) => receive(intent),

    state() {
      const site = follow.site();
      const view = conversation.view();
      const next: PanelState = {
        ...view,
        ...along.state(view.messages),
        run: work.isWorking(site) ? { status: 'reading-page', progress: work.progress(site) } : view.run,
        tab: follow.state(),
        answering_with: answering.view(),
        selection: selection.current()?.text ?? null,
        link: linkView(selection.current()?.link),
        mentions: mentions.views(site),
        pictures: pictures.current(),
        draft: draft.draw(),
        recalling: draft.recalled() !== null,
        removed: parts.messageWork.removed(),
        ...parts.threadChoice.state(),
        notice: work.notice(site),
        focus_request: focusRequest,
        first_run: parts.firstRun.isNow(view.messages.length),
      };
      const now = keepIdentity(shown, next);
      shown = now;
      return now;
    },
  };
}
