import { useEffect, useState } from 'preact/hooks';
import { formatNumber } from '../../lib/i18n/format.ts';
import { t } from '../../lib/i18n/index.ts';
import type { PanelActions, QuestionSize as Size } from '../../lib/panel/model.ts';

type Props = { readonly text: string; readonly measure: PanelActions['measureQuestion'] };

/** A question that takes this much of what a model reads at once leaves little for the page and the thread. */
const MUCH = 0.5;

/** How long a long question is, counted when typing pauses. */
export function QuestionSize({ text, measure }: Props) {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => {
      measure(text).then(
        (next) => wanted && setSize(next),
        () => undefined,
      );
    }, PAUSE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text, measure]);
  if (size === null) return null;
  const { characters, tokens, of } = size;
  const isMuch = of !== null && tokens > of * MUCH;
  return (
    <p class="question-size" data-much={isMuch || undefined}>
      {isMuch
        ? t('question_size_much', formatNumber(characters), formatNumber(tokens), formatNumber(of))
        : t('question_size', formatNumber(characters), formatNumber(tokens))}
    </p>
  );
}

/** Milliseconds. */
const PAUSE = 150;
