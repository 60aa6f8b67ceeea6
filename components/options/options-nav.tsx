import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';

/** CSS pixels: a heading above this has been scrolled to. */
const NEAR_TOP = 160;

type Entry = { readonly id: string; readonly name: string };

/** The way to each section of the page, which are those whose headings have ids. The one that is read is marked. */
export function OptionsNav() {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [current, setCurrent] = useState('');
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    const look = () => setEntries((before) => sameOr(before, readHeadings()));
    const observer = new MutationObserver(look);
    const main = document.querySelector('main');
    if (main !== null) observer.observe(main, { childList: true, subtree: true });
    look();
    return () => observer.disconnect();
  }, []);

  useEffect(() => goToHash(), [entries]);

  useEffect(() => {
    const look = () => setCurrent(readCurrent(entries));
    document.addEventListener('scroll', look, { passive: true });
    look();
    return () => document.removeEventListener('scroll', look);
  }, [entries]);

  useEffect(() => keepInSight(list.current), [current]);

  useEffect(() => {
    const observer = new ResizeObserver(() => keepInSight(list.current));
    if (list.current !== null) observer.observe(list.current);
    return () => observer.disconnect();
  }, []);

  return (
    <nav class="options-nav" aria-label={t('options_sections')}>
      <ul ref={list}>
        {entries.map(({ id, name }) => (
          <li key={id}>
            <a href={`#${id}`} aria-current={id === current ? 'true' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** In a strip that is wider than the window, the marked one is in the middle. */
function keepInSight(strip: HTMLElement | null): void {
  const link = strip?.querySelector<HTMLElement>('[aria-current]') ?? null;
  if (link === null || strip === null || strip.scrollWidth <= strip.clientWidth) return;
  const [place, whole] = [link.getBoundingClientRect(), strip.getBoundingClientRect()];
  strip.scrollBy({ left: place.left + place.width / 2 - (whole.left + whole.width / 2) });
}

function headings(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('main section > h2[id]')];
}

const readHeadings = (): readonly Entry[] => headings().map(({ id, textContent }) => ({ id, name: textContent ?? '' }));

function sameOr(before: readonly Entry[], after: readonly Entry[]): readonly Entry[] {
  const isSame = before.length === after.length && before.every(({ id }, index) => id === after[index]?.id);
  return isSame ? before : after;
}

/** The last section that begins in the upper part of the window; at the page's end the last one. */
function readCurrent(entries: readonly Entry[]): string {
  const { scrollTop, scrollHeight, clientHeight } = document.documentElement;
  if (scrollTop > 0 && clientHeight + scrollTop >= scrollHeight - 2) return entries.at(-1)?.id ?? '';
  const begun = headings().filter((heading) => heading.getBoundingClientRect().top < NEAR_TOP);
  return begun.at(-1)?.id ?? entries[0]?.id ?? '';
}

/** The address may name a section that was not drawn yet when the browser looked for it. */
function goToHash(): void {
  const [, id] = /#(.+)$/.exec(document.URL) ?? [];
  if (document.documentElement.scrollTop === 0 && id !== undefined) document.getElementById(id)?.scrollIntoView();
}
