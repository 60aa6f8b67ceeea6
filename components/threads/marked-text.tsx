import type { SnippetPart } from '../../lib/panel/threads/threads-model.ts';

/** A text in which what was looked for is marked. */
export function MarkedText({ parts }: { readonly parts: readonly SnippetPart[] }) {
  return <>{parts.map(({ text, found }, at) => (found ? <mark key={at}>{text}</mark> : text))}</>;
}
