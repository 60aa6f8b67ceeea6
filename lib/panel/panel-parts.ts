import { toAppError } from '../errors.ts';
import { pageAddress } from '../page/site.ts';
import { createAlong } from './along.ts';
import { createAnswering } from './answering.ts';
import { createAsking } from './asking.ts';
import { createConversation } from './conversation.ts';
import { createDraft } from './draft.ts';
import { createFirstRun } from './first-run.ts';
import { createFollowTab } from './follow-tab.ts';
import { createMentions } from './mentions.ts';
import { createMessageWork } from './message-work.ts';
import { createPictures } from './pictures.ts';
import { placeOf } from './place-of.ts';
import type { PanelPorts } from './ports.ts';
import { createRequests } from './requests.ts';
import { createSelection } from './selection.ts';
import { createSiteWork } from './site-work.ts';
import { createThreadFront } from './thread-front.ts';
import { createUsage } from './usage.ts';

/** What a surface is made of: each part made once, and handed to those that need it. */
export function createPanelParts(ports: PanelPorts, changed: () => void) {
  const failed = (thrown: unknown) => work.notify(follow.site(), toAppError(thrown));
  /** Something of the conversation changed: the question that is being written may belong elsewhere now. */
  const placed = () => {
    const place = conversation.place();
    for (const part of [draft, pictures, along]) void part.show(place);
    answering.follow(follow.site() || null, conversation.threadId());
    changed();
  };

  const requests = createRequests(ports.background, (id, chosen) => answering.askedOf(id, chosen));
  const usage = createUsage(ports, changed);
  const conversation = createConversation({ ...ports, usage, changed: placed });
  const draft = createDraft(ports.reads, changed);
  const pictures = createPictures(ports.reads, changed);
  const selection = createSelection(changed);
  const mentions = createMentions(ports.tabs, changed);
  const work = createSiteWork(changed);
  const follow = createFollowTab(
    ports.tabs,
    () => {
      conversation.show(follow.site() || null, placeOf(follow).page);
      selection.keepOnlyOn(pageAddress(follow.tab()?.url ?? ''));
      changed();
    },
    failed,
  );
  const along = createAlong({ ports, conversation, follow, mentions, selection, changed, failed });
  const answering = createAnswering({ ...ports, changed, failed });
  const asking = createAsking({
    ...{ ports, requests, conversation, follow, work, mentions },
    ...{ draft, pictures, along },
  });
  const firstRun = createFirstRun(ports.reads, changed);
  const threadFront = createThreadFront({ ports, conversation, follow, work, changed });
  const messageWork = createMessageWork({ ports, asking, requests, conversation, follow, work, changed });

  return {
    ...{ ports, conversation, draft, pictures, selection, mentions, work, follow, along, answering, asking, firstRun },
    ...{ threadFront, messageWork, sight: answering.sight },
  };
}
