import { toAppError } from '../errors.ts';
import { pageAddress } from '../page/site.ts';
import { createAnswering } from './asking/answering.ts';
import { createAsking } from './asking/asking.ts';
import { createRequests } from './asking/requests.ts';
import { createAlong } from './composer/along.ts';
import { createDraft } from './composer/draft.ts';
import { createMentions } from './composer/mentions.ts';
import { createPictures } from './composer/pictures.ts';
import { createSelection } from './composer/selection.ts';
import { createConversation } from './conversation/conversation.ts';
import { createMessageWork } from './conversation/message-work.ts';
import { createFirstRun } from './first-run.ts';
import { createFollowTab } from './follow-tab.ts';
import { createUsage } from './options/usage.ts';
import { placeOf } from './place-of.ts';
import type { PanelPorts } from './ports.ts';
import { createSiteWork } from './site-work.ts';
import { createThreadChoice } from './threads/thread-choice.ts';

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
  const threadChoice = createThreadChoice({ ports, conversation, follow, work, changed });
  const messageWork = createMessageWork({ ports, asking, requests, conversation, follow, work, changed });

  return {
    ...{ ports, conversation, draft, pictures, selection, mentions, work, follow, along, answering, asking, firstRun },
    ...{ threadChoice, messageWork, sight: answering.sight },
  };
}
