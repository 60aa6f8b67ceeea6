import type { AlongState } from '../../lib/panel/composer/along-model.ts';
import type { MentionView, PanelActions } from '../../lib/panel/model.ts';
import { lazy } from '../controls/lazy.tsx';
import { PageGoes } from './page-goes.tsx';

const ChosenChips = lazy(async () => (await import('./chosen-chips.tsx')).ChosenChips);

export type ChipRowProps = {
  readonly along: AlongState;
  readonly selection: string | null;
  readonly mentions: readonly MentionView[];
  readonly actions: Pick<
    PanelActions,
    'openPreview' | 'removeFile' | 'removeMention' | 'removeSelection' | 'retryFile' | 'takePage'
  >;
  /** A chip that goes away under the focus would drop it. */
  readonly thenFocus: (act: () => void) => () => void;
};

/** All that goes with the next question beside its words and pictures. */
export function ChipRow(props: ChipRowProps) {
  const { along, selection, mentions, actions, thenFocus } = props;
  const { page } = along;
  const hasChosen = selection !== null || mentions.length > 0 || along.files.length > 0;
  if (page === null && !hasChosen) return null;
  return (
    <div class="chips">
      {page !== null && (
        <PageGoes
          page={page}
          onOpen={() => actions.openPreview({ type: 'page' })}
          onTake={(isTaken) => thenFocus(() => actions.takePage(isTaken))()}
        />
      )}
      {hasChosen && <ChosenChips {...props} />}
    </div>
  );
}
