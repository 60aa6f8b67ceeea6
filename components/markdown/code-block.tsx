import { t } from '../../lib/i18n/index.ts';
import { CopyButton } from '../copy-button.tsx';

type Props = {
  readonly text: string;
  /** The info string of the fence. */
  readonly language: string;
};

/** Code as text and nothing else, under its language and a button that copies it. */
export function CodeBlock({ text, language }: Props) {
  const name = /^[\w+#.-]{1,24}/.exec(language)?.[0] ?? '';
  return (
    <figure class="code">
      <figcaption>
        <span>{name === '' ? t('code') : name}</span>
        <CopyButton label={t('copy_code')} text={text} />
      </figcaption>
      <pre dir="ltr">
        <code>{text}</code>
      </pre>
    </figure>
  );
}
