import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { CopyButton } from '../controls/copy-button.tsx';

type Props = {
  readonly text: string;
  /** The info string of the fence. */
  readonly language: string;
  /** More may come: what is still growing is not coloured. */
  readonly open: boolean;
};

/** Longer code than this, in characters, is not coloured: it would hold up the panel. */
const LONGEST = 30_000;

/** Code as text and nothing else, under its language and a button that copies it. */
export function CodeBlock({ text, language, open }: Props) {
  const name = /^[\w+#.-]{1,24}/.exec(language)?.[0] ?? '';
  return (
    <figure class="code">
      <figcaption>
        <span>{name === '' ? t('code') : name}</span>
        <CopyButton label={t('copy_code')} text={text} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by keys, too */}
      <pre dir="ltr" tabIndex={0}>
        <code>{useColours(text, name, open || name === '' || text.length > LONGEST) ?? text}</code>
      </pre>
    </figure>
  );
}

/** Null until the colours are there, and where there are none. */
function useColours(text: string, name: string, plain: boolean): ComponentChildren {
  const [coloured, setColoured] = useState<{ readonly text: string; readonly children: ComponentChildren } | null>(
    null,
  );
  useEffect(() => {
    if (plain) return;
    let wanted = true;
    void import('./highlight.ts').then(
      ({ highlight }) => wanted && setColoured({ text, children: highlight(text, name) }),
      () => undefined, // The extension was replaced under an open panel: the code stays as it is.
    );
    return () => {
      wanted = false;
    };
  }, [text, name, plain]);
  return coloured?.text === text && !plain ? coloured.children : null;
}
