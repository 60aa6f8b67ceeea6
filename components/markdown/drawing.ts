import type { PanelActions, ReadView } from '../../lib/panel/model.ts';
import type { Mark } from './marks.ts';

/** What the vnodes of one block need besides its tokens. */
export type Drawing = {
  /** More of the block may come. */
  readonly open: boolean;
  /** Of its heading in the outline of the whole surface: 2 to 6. */
  readonly level: number;
  readonly marks: readonly Mark[];
  /** What the answer was made from. */
  readonly read: readonly ReadView[];
  readonly actions: Pick<PanelActions, 'openLink' | 'showCitation'>;
};
