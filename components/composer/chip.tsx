import { t } from '../../lib/i18n/index.ts';
import { Icon, type IconName } from '../controls/icon.tsx';
import { IconButton } from '../controls/icon-button.tsx';

type Props = {
  readonly icon: IconName;
  readonly name: string;
  /** Said quietly behind the name. */
  readonly detail?: string;
  /** What the chip tells when a pointer rests on it. */
  readonly hint: string;
  readonly removeLabel: string;
  /** Shows what goes along; undefined where there is nothing to show. */
  readonly onOpen?: (() => void) | undefined;
  readonly onRemove: () => void;
};

/** One thing that goes with the next question: its name opens a preview, and the cross takes it away. */
export function Chip({ icon, name, detail = '', hint, removeLabel, onOpen, onRemove }: Props) {
  const content = (
    <>
      <Icon name={icon} />
      <bdi>{name}</bdi>
      {detail !== '' && <small>{detail}</small>}
    </>
  );
  return (
    <>
      {onOpen === undefined ? (
        <span class="chip-name" title={hint}>
          {content}
        </span>
      ) : (
        <button type="button" class="chip-name" title={t('along_show', hint)} onClick={onOpen}>
          {content}
        </button>
      )}
      <IconButton icon="close" label={removeLabel} onClick={onRemove} />
    </>
  );
}
