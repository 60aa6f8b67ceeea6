import { t } from '../lib/i18n/index.ts';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';

type Props = {
  readonly text: string;
  readonly onRemove: () => void;
};

/** The words of the page that go with the next question. */
export function SelectionChip({ text, onRemove }: Props) {
  return (
    <div class="selection">
      <Icon name="selection" />
      <p dir="auto" title={text}>
        {text}
      </p>
      <IconButton icon="close" label={t('remove_selection')} onClick={onRemove} />
    </div>
  );
}
