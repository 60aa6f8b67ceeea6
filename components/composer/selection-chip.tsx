import { t } from '../../lib/i18n/index.ts';
import { Chip } from './chip.tsx';

type Props = {
  readonly text: string;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
};

/** The words of the page that go with the next question. */
export function SelectionChip({ text, onOpen, onRemove }: Props) {
  return (
    <div class="chip selection">
      <Chip
        icon="selection"
        name={text}
        hint={t('along_selection')}
        removeLabel={t('remove_selection')}
        onOpen={onOpen}
        onRemove={onRemove}
      />
    </div>
  );
}
