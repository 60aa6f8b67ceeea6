import type { CapabilitiesRow } from '../models/capabilities.ts';
import { type Connection, ON_DEVICE } from '../models/connection.ts';
import { pageAddress } from '../page/site.ts';
import type { Intent } from '../protocol.ts';
import { createActions } from './actions.ts';
import { createAsking } from './asking.ts';
import { createConversation } from './conversation.ts';
import { createDraft } from './draft.ts';
import { createFollowTab } from './follow-tab.ts';
import { createMentions } from './mentions.ts';
import { createMessageWork } from './message-work.ts';
import type { PanelActions, PanelState, Sight } from './model.ts';
import { createPictures } from './pictures.ts';
import type { PanelPorts } from './ports.ts';
import { createRequests } from './requests.ts';
import { createSelection } from './selection.ts';
import { createSiteWork } from './site-work.ts';
import { createUsage } from './usage.ts';

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
  let connection: Connection | undefined;
  let learned: CapabilitiesRow | undefined;
  let focusRequest = 0;
  const changed = () => ports.schedule(() => render());

  const requests = createRequests(ports.background);
  const usage = createUsage(ports, changed);
  const conversation = createConversation({ ...ports, usage, changed });
  const draft = createDraft(ports.reads, changed);
  const pictures = createPictures(ports.reads, changed);
  const selection = createSelection(changed);
  const mentions = createMentions(ports.tabs, changed);
  const work = createSiteWork(changed);
  const follow = createFollowTab(ports.tabs, () => {
    const site = follow.site() || null;
    conversation.show(site);
    void draft.show(site);
    void pictures.show(site);
    selection.keepOnlyOn(pageAddress(follow.tab()?.url ?? ''));
    changed();
  });
  const sight = (): Sight => {
    if (connection === undefined || connection.protocol === 'built-in') return 'none';
    return ports.isBlind(connection, learned) ? 'refused' : 'likely';
  };
  const asking = createAsking({ ports, requests, conversation, follow, work, mentions });

  const messageWork = createMessageWork({ ports, asking, requests, conversation, follow, work, changed });

  return {
    actions: createActions({ messageWork, ports, asking, work, draft, follow, selection, mentions, pictures, sight }),

    start(callback) {
      render = callback;
      ports.reads.defaultConnection()((next) => {
        connection = next;
        changed();
      });
      ports.reads.learned()((next) => {
        learned = next;
        changed();
      });
      void follow.refresh();
    },

    async receive({ type, tab_id }) {
      await follow.refresh();
      // The user has gone on to another tab meanwhile: what was asked for was the one they left.
      if (follow.tab()?.id !== tab_id) return;
      if (type === 'summarize') await asking.summarize();
      if (type === 'ask') {
        focusRequest += 1;
        selection.set(await asking.selection());
      }
    },

    state() {
      const view = conversation.view();
      return {
        ...view,
        run: work.isWorking(follow.site())
          ? { status: 'reading-page', progress: work.progress(follow.site()) }
          : view.run,
        tab: follow.state(),
        answering_with: { ...answeringWith(connection), sight: sight() },
        selection: selection.current()?.text ?? null,
        mentions: mentions.views(follow.site()),
        pictures: pictures.current(),
        draft: draft.text(),
        removed: messageWork.removed(),
        notice: work.notice(follow.site()),
        focus_request: focusRequest,
      };
    },
  };
}

function answeringWith(connection: Connection | undefined): Omit<PanelState['answering_with'], 'sight'> {
  if (connection === undefined) return { on_device: true, name: ON_DEVICE, model: '' };
  return { on_device: false, name: connection.name, model: connection.model };
}
