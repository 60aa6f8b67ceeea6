import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { stripMarkers } from '../../lib/notation/markers.ts';
import type { MarkdownProps } from '../markdown/markdown.tsx';

type Drawer = { readonly Markdown: (props: MarkdownProps) => JSX.Element };

let drawer: Drawer | 'missing' | null = null;

/** What draws Markdown is not needed to show the panel, and is read from the package right behind it. */
export const markdownReady: Promise<unknown> = import('../markdown/markdown.tsx').then(
  (loaded) => {
    drawer = loaded;
  },
  () => {
    // The extension was replaced under an open panel: the words are there, without their looks.
    drawer = 'missing';
  },
);

/** An answer as Markdown; empty and busy for the moment until that can be drawn. */
export function Answer(props: MarkdownProps) {
  const [, setReady] = useState(drawer !== null);
  useEffect(() => {
    if (drawer === null) void markdownReady.then(() => setReady(true));
  }, []);
  if (drawer === null) return <div class="markdown" aria-busy="true" />;
  if (drawer === 'missing') return <p class="words">{stripMarkers(props.text)}</p>;
  return <drawer.Markdown {...props} />;
}
