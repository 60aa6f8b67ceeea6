import type { ButtonHTMLAttributes } from 'preact';
import { Icon, type IconName } from './icon.tsx';

type Props = Omit<ButtonHTMLAttributes, 'icon'> & {
  readonly icon: IconName;
  readonly label: string;
};

/** A square button whose name is also its tooltip. */
export function IconButton({ icon, label, ...rest }: Props) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
