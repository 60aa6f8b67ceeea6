import { marked } from 'marked';
import { options, render } from 'preact';
import { Markdown } from '../../../components/markdown/markdown.tsx';

/** Milliseconds of script and of layout after it, for each update. */
export type Updates = { readonly script: readonly number[]; readonly layout: readonly number[] };

type Draw = (place: HTMLElement, text: string, update: number) => void;

const actions = { openLink: () => undefined, showCitation: () => undefined };

/** Ours; the same parser and the same elements, but everything anew at each update; HTML anew at each update. */
export const WAYS = ['ours', 'everything anew', 'HTML anew'] as const;

const DRAW: Readonly<Record<(typeof WAYS)[number], Draw>> = {
  ours: (place, text) => render(<Markdown text={text} ended={false} citations={[]} actions={actions} />, place),
  // Another key is another component: it has read nothing yet.
  'everything anew': (place, text, update) =>
    render(<Markdown key={update} text={text} ended={false} citations={[]} actions={actions} />, place),
  'HTML anew': (place, text) => {
    place.innerHTML = marked.parse(text, { async: false });
  },
};

/** Draws a growing text, chunk by chunk, in a column as wide as the panel. */
function stream(way: (typeof WAYS)[number], chunks: readonly string[]): Updates {
  const place = document.createElement('div');
  place.style.cssText = 'inline-size: 360px; font: 14px/20px sans-serif';
  document.body.replaceChildren(place);
  const script: number[] = [];
  const layout: number[] = [];
  let text = '';
  for (const [update, chunk] of chunks.entries()) {
    text += chunk;
    const begun = performance.now();
    DRAW[way](place, text, update);
    const drawn = performance.now();
    place.getBoundingClientRect();
    script.push(drawn - begun);
    layout.push(performance.now() - drawn);
  }
  render(null, place);
  return { script, layout };
}

function prepare(): void {
  options.debounceRendering = (update) => update();
  options.requestAnimationFrame = (effects) => effects();
}

Object.assign(globalThis, { streamingBenchmark: { stream, prepare } });
