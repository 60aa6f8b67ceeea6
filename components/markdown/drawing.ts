import type { PanelActions, ReadView } from '../../lib/panel/model.ts';
import type { Mark } from './marks.ts';

/** What the vnodes of one block need besides its tokens. */
export type Drawing = {
  /** More of the block may come. */
  readonly open: boolean;
  readonly marks: readonly Mark[];
  /** What the answer was made from. */
  readonly read: readonly ReadView[];
  readonly actions: Pick<PanelActions, 'openLink' | 'showCitation'>;
};
