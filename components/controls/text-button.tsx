import type { ButtonHTMLAttributes } from 'preact';

type Props = ButtonHTMLAttributes & {
  readonly label: string;
  /** One primary action at a time; the others stay quiet. */
  readonly look?: 'primary' | 'quiet';
};

export function TextButton({ label, look = 'quiet', ...rest }: Props) {
  return (
    <button type="button" class="button" data-look={look} {...rest}>
      {label}
    </button>
  );
}
