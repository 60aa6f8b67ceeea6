import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatNumber } from '../../lib/i18n/format.ts';
import { t } from '../../lib/i18n/index.ts';
import { tn } from '../../lib/i18n/plural.ts';
import type { PreviewContent, PreviewOf } from '../../lib/panel/composer/along-model.ts';
import type { PanelActions, ReadPassage } from '../../lib/panel/model.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { describeError } from '../notices/error-notice.tsx';

type Props = {
  readonly what: PreviewOf;
  readonly actions: Pick<PanelActions, 'loadPreview' | 'closePreview'>;
};

type Loaded = Awaited<ReturnType<PanelActions['loadPreview']>>;

/** What goes along or was cited, passage by passage as a model is given it. */
export function ChipPreview({ what, actions: { loadPreview, closePreview } }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    let isWanted = true;
    setLoaded(null);
    void loadPreview(what).then((content) => isWanted && setLoaded(content));
    return () => {
      isWanted = false;
    };
  }, [what, loadPreview]);
  const cited =
    what.type === 'file' && what.passage !== undefined ? { id: what.passage, quote: what.quote ?? '' } : null;
  const title = titleOf(what, loaded);
  return (
    <dialog ref={dialog} class="preview" aria-label={title} onClose={closePreview}>
      <header>
        <h2>
          <bdi>{title}</bdi>
        </h2>
        <IconButton icon="close" label={t('close')} onClick={() => dialog.current?.close()} />
      </header>
      <Body loaded={loaded} cited={cited} />
    </dialog>
  );
}

type Cited = { readonly id: number; readonly quote: string };

function Body({ loaded, cited }: { readonly loaded: Loaded | null; readonly cited: Cited | null }) {
  if (loaded === null)
    return (
      <p class="quiet" role="status">
        {t('preview_loading')}
      </p>
    );
  if ('kind' in loaded) return <p role="alert">{describeError(loaded)[0]}</p>;
  const { passages, tokens } = loaded;
  return (
    <>
      <p class="quiet">{tn('preview_size', passages.length, formatNumber(tokens))}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard has to be able to */}
      <ol tabIndex={0} aria-label={t('preview_passages')}>
        {passages.map((passage) => (
          <Passage key={passage.number} passage={passage} quote={passage.number === cited?.id ? cited.quote : null} />
        ))}
      </ol>
    </>
  );
}

type PassageProps = { readonly passage: ReadPassage /** Null where it is not cited. */; readonly quote: string | null };

function Passage({ passage: { number, headings, text }, quote }: PassageProps) {
  const item = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    if (quote !== null) item.current?.scrollIntoView({ block: 'center' });
  }, [quote]);
  return (
    <li ref={item} value={number} data-cited={quote !== null || undefined}>
      <span class="passage-number">{formatNumber(number)}</span>
      <div dir="auto">
        {headings.length > 0 && <small>{headings.join(' › ')}</small>}
        <p>{quote === null ? text : marked(text, quote)}</p>
      </div>
    </li>
  );
}

/** The quotation in the passage, whatever white space it is written with; all of the passage where it is not in it word by word. */
function marked(text: string, quote: string) {
  const words = quote
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[\\^$*+?.()|[\]{}]/g, '\\$&'));
  const found = words[0] === '' ? null : new RegExp(words.join('\\s+'), 'iu').exec(text);
  if (found === null) return <mark>{text}</mark>;
  const end = found.index + found[0].length;
  return (
    <>
      {text.slice(0, found.index)}
      <mark>{text.slice(found.index, end)}</mark>
      {text.slice(end)}
    </>
  );
}

function titleOf(what: PreviewOf, loaded: Loaded | null): string {
  if (what.type === 'selection') return t('along_selection');
  if (what.type !== 'page') return what.title;
  return isContent(loaded) ? loaded.title : t('along_page');
}

function isContent(loaded: Loaded | null): loaded is PreviewContent {
  return loaded !== null && 'passages' in loaded;
}
