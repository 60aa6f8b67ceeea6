import { removeInvisible } from './hygiene.ts';
import { SeenText } from './seen-text.ts';

/** What the user has selected and sees, in the text or in a focused field, line breaks kept. Null when nothing is. */
export function selectedText(document: Document, seen = new SeenText([])): string | null {
  const text = selectionInField(document.activeElement) ?? selectionInText(document, seen);
  const lines = removeInvisible(text)
    .split(/\r?\n/)
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim());
  const clean = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return clean === '' ? null : clean;
}

/** A selection across hidden text takes it along, as "select all" does; then only what is seen of it counts. */
function selectionInText(document: Document, seen: SeenText): string {
  const selection = document.defaultView?.getSelection?.();
  const text = selection?.toString() ?? '';
  if (!selection || text === '' || !(selection.rangeCount > 0)) return text;
  const nodes = seen.nodes();
  const ranges = Array.from({ length: selection.rangeCount }, (_, index) => selection.getRangeAt(index));
  const isAllSeen = ranges.every((range) =>
    textNodesIn(range).every((node) => nodes.has(node) || !/\S/.test(node.data)),
  );
  return isAllSeen ? text : ranges.map((range) => seen.within(range)).join('\n');
}

function textNodesIn(range: Range): Text[] {
  const root = range.commonAncestorContainer;
  if (root.nodeType === 3) return [root as Text];
  const walker = (root.ownerDocument ?? (root as Document)).createTreeWalker(root, 0x4); // SHOW_TEXT
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (range.intersectsNode(node)) nodes.push(node as Text);
  }
  return nodes;
}

/** Null outside text fields. Passwords are never read. */
function selectionInField(focused: Element | null): string | null {
  if (
    focused?.localName !== 'textarea' &&
    !focused?.matches('input[type="text"], input[type="search"], input:not([type])')
  ) {
    return null;
  }
  const { value, selectionStart, selectionEnd } = focused as HTMLTextAreaElement;
  const text = value.slice(selectionStart ?? 0, selectionEnd ?? 0);
  return text === '' ? null : text;
}
