import type { PanelActions } from '../../lib/panel/model.ts';
import type { Mark } from './marks.ts';

/** What the vnodes of one block need besides its tokens. */
export type Drawing = {
  readonly marks: readonly Mark[];
  readonly actions: Pick<PanelActions, 'openLink' | 'showCitation'>;
};
