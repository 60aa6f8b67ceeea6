import { linkAddress } from './addresses.ts';
import type { Block, Inline, ListItem } from './block.ts';
import { codeBlock, codeOfLineNumberTable } from './code.ts';
import { composedChildren } from './composed-tree.ts';
import { imageOf, isIcon, isPermalink, wrapInline } from './inline.ts';
import { formulaOf, isMath } from './math.ts';
import { BlockCollector, hasSubstance, type Place, withLink } from './reader.ts';
import { isDataTable, tableRows } from './table.ts';
import { BLOCK_DISPLAYS, BLOCK_SELECTOR, BLOCKS, SKIPPED, STYLED_OFTEN } from './tags.ts';
import { visibilityOf } from './visibility.ts';

/** Everything a reader can see below `root` as blocks, menus and footers included. Reads only; the page is never changed. */
export function readBlocks(root: Element): Block[] {
  return readFlow(root, { source: root, folded: false, ghost: false, link: null });
}

function readFlow(element: Element, place: Place): Block[] {
  const collector = new BlockCollector();
  for (const child of composedChildren(element)) readNode(child, place, collector);
  collector.flush(place);
  return collector.blocks;
}

function readNode(node: Node, place: Place, collector: BlockCollector): void {
  if (node.nodeType === 3) {
    if (!place.ghost) collector.addInline({ type: 'text', node: node as Text });
    return;
  }
  if (node.nodeType !== 1) return;
  const element = node as Element;
  const className = element.getAttribute('class') ?? '';
  const isFormula = isMath(element, className);
  // A formula's script is never drawn; what it says is.
  if (isFormula && element.localName === 'script') return readMath(element, place, collector);
  if (isNoText(element) || isIcon(className) || isPermalink(element, className)) return;
  const visibility = visibilityOf(element, className, place.folded);
  if (visibility === 'hidden') return;
  const inside: Place = { ...place, folded: visibility === 'folded', ghost: visibility === 'ghost' };
  if (isFormula) readMath(element, inside, collector);
  else if (isBlock(element)) readBlock(element, { ...inside, source: element }, collector);
  else readInline(element, inside, collector);
}

function isNoText(element: Element): boolean {
  return SKIPPED.has(element.localName) || (element.localName === 'button' && !isLabel(element));
}

/** Buttons are for pressing, except those that unfold a section: their words are its heading. */
function isLabel(button: Element): boolean {
  return button.hasAttribute('aria-expanded') || button.closest('h1, h2, h3, h4, h5, h6, summary, dt') !== null;
}

function readMath(element: Element, place: Place, collector: BlockCollector): void {
  const formula = place.ghost ? null : formulaOf(element);
  if (!formula) return;
  collector.addInline({ type: 'math', node: element, ...formula });
}

function readInline(element: Element, place: Place, collector: BlockCollector): void {
  if (element.localName === 'br') return collector.addInline({ type: 'break' });
  if (element.localName === 'img') {
    const image = place.ghost ? null : imageOf(element);
    if (image) collector.addInline(image);
    return;
  }
  const inner = new BlockCollector();
  for (const child of composedChildren(element)) readNode(child, place, inner);
  // A style sheet can put a block deep inside an inline element.
  if (inner.blocks.length > 0) inner.flush(place);
  for (const block of inner.blocks) collector.addBlock(block, place);
  for (const piece of wrapInline(element, inner.takeInline())) collector.addInline(piece);
}

function isBlock(element: Element): boolean {
  const name = element.localName;
  if (BLOCKS.has(name) || element.shadowRoot || holdsBlock(element)) return true;
  if (!STYLED_OFTEN.has(name) && !name.includes('-')) return false;
  if (typeof element.checkVisibility !== 'function') return false; // no styles to ask here
  return BLOCK_DISPLAYS.has(element.ownerDocument.defaultView?.getComputedStyle(element).display ?? '');
}

function holdsBlock(element: Element): boolean {
  return element.firstElementChild !== null && element.querySelector(BLOCK_SELECTOR) !== null;
}

function readBlock(element: Element, place: Place, collector: BlockCollector): void {
  collector.flush({ ...place, source: element.parentElement ?? element });
  for (const block of blocksOf(element, place)) collector.addBlock(block, place);
}

function blocksOf(element: Element, place: Place): readonly Block[] {
  switch (element.localName) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return readHeading(element, Number(element.localName.slice(1)), place);
    case 'pre':
    case 'listing':
    case 'xmp':
      return present(place.ghost ? null : codeBlock(element, place.folded));
    case 'hr':
      return [{ type: 'rule', source: element }];
    case 'blockquote':
      return [{ type: 'quote', children: readFlow(element, place), source: element }];
    case 'ul':
    case 'ol':
    case 'menu':
      return readList(element, place);
    case 'table':
      return readTable(element, place);
    case 'dt':
    case 'summary':
      return readFlow(element, place).map(emphasized);
    case 'a':
      return readFlow(element, { ...place, link: blockLink(element) ?? place.link });
    default:
      return readFlow(element, place);
  }
}

function present(block: Block | null): Block[] {
  return block ? [block] : [];
}

function blockLink(anchor: Element): Place['link'] {
  const url = linkAddress(anchor);
  return url ? { url, used: false } : null;
}

/** Headings are one line: blocks inside, such as a `div` around the words, are joined. */
function readHeading(element: Element, level: number, place: Place): Block[] {
  const content: Inline[] = [];
  for (const block of readFlow(element, { ...place, link: null })) {
    if (block.type !== 'paragraph') return readFlow(element, place);
    if (content.length > 0) content.push({ type: 'break' });
    content.push(...block.content);
  }
  return content.some(hasSubstance)
    ? [{ type: 'heading', level, content: withLink(content, place.link), source: element }]
    : [];
}

/** Terms and summaries stand out on a page without being headings. */
function emphasized(block: Block): Block {
  if (block.type !== 'paragraph') return block;
  return { ...block, content: [{ type: 'span', style: 'strong', content: block.content }] };
}

function readTable(table: Element, place: Place): Block[] {
  const code = codeOfLineNumberTable(table);
  if (code) return present(codeBlock(code, place.folded));
  if (!isDataTable(table)) return readFlow(table, place);
  const caption = [...table.children].find((child) => child.localName === 'caption');
  const rows = tableRows(table, (cell) => {
    const visibility = visibilityOf(cell, '', place.folded);
    return visibility === 'hidden' || visibility === 'ghost' ? [] : readFlow(cell, { ...place, source: cell });
  });
  const shows = rows.some((row) => row.cells.some((cell) => cell.content.some(hasSubstance)));
  const before = caption ? readItem(caption, place) : [];
  return shows ? [...before, { type: 'table', rows, source: table }] : before;
}

function readList(list: Element, place: Place): Block[] {
  const items: ListItem[] = [];
  for (const node of composedChildren(list)) {
    const children: Block[] = readItem(node, place);
    const last = items.at(-1);
    const isItem = (node as Element).localName === 'li';
    if (children.length === 0) continue;
    // Text or a nested list directly in a list belongs to the item before it.
    if (isItem || !last) items.push({ checked: isItem ? checkboxOf(node as Element) : null, children });
    else items[items.length - 1] = { ...last, children: [...last.children, ...children] };
  }
  const start = list.localName === 'ol' ? Number.parseInt(list.getAttribute('start') ?? '1', 10) || 0 : null;
  return items.length > 0 ? [{ type: 'list', start, items, source: list }] : [];
}

/** One child of a list or table by itself; it may be hidden like anything else. */
function readItem(node: Node, place: Place): Block[] {
  const collector = new BlockCollector();
  readNode(node, place, collector);
  collector.flush(place);
  return collector.blocks;
}

function checkboxOf(item: Element): boolean | null {
  const box = item.querySelector('input[type="checkbox"]');
  return box && box.closest('li') === item ? box.hasAttribute('checked') || (box as HTMLInputElement).checked : null;
}
