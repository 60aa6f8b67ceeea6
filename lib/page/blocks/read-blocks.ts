import { inlineText } from '../plain-text.ts';
import { Sight } from '../sight/sight.ts';
import { finish, type Steps } from '../steps.ts';
import { linkAddress } from './addresses.ts';
import type { Block, Inline } from './block.ts';
import { codeBlock, codeOfLineNumberTable, isListing } from './code.ts';
import { composedChildren, holdsOnlyText } from './composed-tree.ts';
import { readingOf, textsOf, wordlessOf, wrapInline } from './inline.ts';
import { isBlock, isNoText, isTransparent } from './kind.ts';
import { listItems } from './list.ts';
import { isMasked } from './masked-form.ts';
import { formulaOf, isMath } from './math.ts';
import { Notes } from './notes.ts';
import { BlockCollector, hasSubstance, type Place, withLink, withVisibility } from './reader.ts';
import { tabLabel } from './tab-label.ts';
import { isDataTable, isTableByRoles, tableRows } from './table.ts';
import { FIELDS } from './tags.ts';

/** Everything a reader can see below `root` as blocks, menus and footers included. Reads only; the page is never changed. */
export function readBlocks(root: Element, sight = new Sight()): Block[] {
  return finish(readInSteps(root, sight));
}

/** The same in steps. The page may change between them: then the blocks are of what was there when the walk came by. */
export function readInSteps(root: Element, sight: Sight): Steps<Block[]> {
  const notes = new Notes(root.ownerDocument);
  return readFlow(root, { source: root, folded: false, ghost: false, link: null, sight, notes });
}

function* readFlow(element: Element, place: Place): Steps<Block[]> {
  const collector = new BlockCollector();
  yield* readNodes(composedChildren(element), place, collector);
  collector.flush(place);
  return collector.blocks;
}

function* readNodes(nodes: Iterable<Node>, place: Place, collector: BlockCollector): Steps<void> {
  for (const node of nodes) {
    if (node.nodeType === 3 && !place.ghost) collector.addInline({ type: 'text', node: node as Text });
    if (node.nodeType !== 1) continue;
    if (place.sight.isStepOver()) yield;
    const element = node as Element;
    if (isMasked(element)) continue;
    const className = element.getAttribute('class') ?? '';
    const inside = enter(element, className, place, collector);
    if (!inside) continue;
    if (isTransparent(element)) yield* readNodes(composedChildren(element), inside, collector);
    else if (isBlock(element, className, place.sight)) yield* readBlock(element, className, inside, collector);
    else if (!readWords(element, inside, collector)) yield* readInline(element, inside, collector);
  }
}

/** Where the walk stands inside an element; null where there is nothing to walk through, or it has been read already. */
function enter(element: Element, className: string, place: Place, collector: BlockCollector): Place | null {
  const isFormula = isMath(element, className);
  // A formula's script is never drawn; what it says is.
  if (isFormula && element.localName === 'script') {
    readMath(element, place, collector);
    return null;
  }
  if (isNoText(element, className, place.notes)) {
    if (FIELDS.has(element.localName)) collector.addInline(fieldOf(element));
    return null;
  }
  let visibility = place.sight.visibilityOf(element, className, place.folded);
  if (visibility === 'hidden' && place.notes.isUnderButton(className)) visibility = 'folded';
  if (visibility === 'hidden') return null;
  const inside = withVisibility(place, visibility);
  if (!isFormula) return inside;
  readMath(element, inside, collector);
  return null;
}

/** Labels on both sides of a field are lines of their own; those of boxes to tick stand in one line. */
function fieldOf(field: Element): Inline {
  const isBox = /^(?:checkbox|radio|hidden|button|submit|image)$/.test(field.getAttribute('type') ?? '');
  return isBox ? { type: 'sign', node: field, markdown: ' ', plain: ' ' } : { type: 'break' };
}

function readMath(element: Element, place: Place, collector: BlockCollector): void {
  const formula = place.ghost ? null : formulaOf(element);
  if (!formula) return;
  collector.addInline({ type: 'math', node: element, ...formula });
}

/** An inline element that holds words and nothing else, or none at all; false for any other. */
function readWords(element: Element, place: Place, collector: BlockCollector): boolean {
  const leaf = wordlessOf(element, place.ghost);
  if (leaf === undefined && !holdsOnlyText(element)) return false;
  if (leaf) collector.addInline(leaf);
  if (leaf === undefined) addWrapped(element, place.ghost ? [] : textsOf(element), place, collector);
  return true;
}

function* readInline(element: Element, place: Place, collector: BlockCollector): Steps<void> {
  const inner = new BlockCollector();
  yield* readNodes(composedChildren(element), place, inner);
  // A style sheet can put a block deep inside an inline element.
  if (inner.blocks.length > 0) inner.flush(place, element.shadowRoot ? element : place.source);
  for (const block of inner.blocks) collector.addBlock(block, place);
  addWrapped(element, inner.takeInline(), place, collector);
}

function addWrapped(element: Element, content: readonly Inline[], place: Place, collector: BlockCollector): void {
  if (element.localName === 'rt') for (const piece of readingOf(element, content)) collector.addInline(piece);
  else for (const piece of wrapInline(element, content, place.notes)) collector.addInline(piece);
}

function* readBlock(element: Element, className: string, around: Place, collector: BlockCollector): Steps<void> {
  const place = { ...around, source: element };
  collector.flush(place, element.parentElement ?? element);
  const note = element.localName === 'li' ? null : place.notes.labelOf(element);
  const blocks = isListing(className) ? present(yield* codeBlock(element, place)) : yield* blocksOf(element, place);
  for (const block of note === null ? blocks : asNote(note, blocks, element)) {
    if (place.sight.isStepOver()) yield;
    collector.addBlock(block, place);
  }
}

/** The brackets around the way back from a note are left when it goes. */
function asNote(note: string, blocks: readonly Block[], source: Element): Block[] {
  const says = (block: Block) => block.type !== 'paragraph' || /[\p{L}\p{N}]/u.test(inlineText(block.content));
  const children = blocks.filter(says);
  return children.length > 0
    ? [{ type: 'list', items: [{ checked: null, number: null, note, children }], source }]
    : [];
}

function* blocksOf(element: Element, place: Place): Steps<readonly Block[]> {
  const role = element.getAttribute('role');
  if (role !== null) {
    if (role === 'heading') return yield* readHeading(element, levelOf(element), insideLink(element, place));
    if (role === 'tabpanel') return [...(yield* readTabLabel(element, place)), ...(yield* readFlow(element, place))];
    if (element.localName !== 'table' && isTableByRoles(element)) return yield* readRows(element, place);
  }
  switch (element.localName) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return yield* readHeading(element, Number(element.localName.slice(1)), place);
    case 'pre':
    case 'listing':
    case 'xmp':
    case 'code':
      return present(place.ghost ? null : yield* codeBlock(element, place));
    case 'hr':
      return [{ type: 'rule', source: element }];
    case 'blockquote':
      return [{ type: 'quote', children: yield* readFlow(element, place), source: element }];
    case 'ul':
    case 'ol':
    case 'menu':
      return yield* readList(element, place);
    case 'table':
      return yield* readTable(element, place);
    case 'dt':
    case 'summary':
      return (yield* readFlow(element, place)).map(emphasized);
    case 'a':
      return yield* readFlow(element, insideLink(element, place));
    default:
      return yield* readFlow(element, place);
  }
}

function present(block: Block | null): Block[] {
  return block ? [block] : [];
}

function insideLink(element: Element, place: Place): Place {
  const url = element.localName === 'a' ? linkAddress(element) : null;
  return url ? { ...place, link: { url, used: false } } : place;
}

function levelOf(heading: Element): number {
  const level = Number(/^h([1-6])$/.exec(heading.localName)?.[1] ?? heading.getAttribute('aria-level') ?? 2);
  return Number.isInteger(level) ? Math.min(6, Math.max(1, level)) : 2;
}

/** Headings are one line: blocks inside, such as a `div` around the words, are joined. */
function* readHeading(element: Element, level: number, place: Place): Steps<Block[]> {
  const content: Inline[] = [];
  for (const block of yield* readFlow(element, { ...place, link: null })) {
    if (block.type !== 'paragraph') return yield* readFlow(element, place);
    if (content.length > 0) content.push({ type: 'break' });
    content.push(...block.content);
  }
  return content.some(hasSubstance)
    ? [{ type: 'heading', level, content: withLink(content, place.link), source: element }]
    : [];
}

/** The words of the tab that shows a panel, which is a button and else not read. */
function* readTabLabel(panel: Element, place: Place): Steps<Block[]> {
  const tab = tabLabel(panel);
  if (!tab || place.sight.visibilityOf(tab, tab.getAttribute('class') ?? '', false) !== 'shown') return [];
  return (yield* readFlow(tab, { ...place, source: panel, folded: false, link: null })).map(emphasized);
}

/** Terms and summaries stand out on a page without being headings. */
function emphasized(block: Block): Block {
  if (block.type !== 'paragraph') return block;
  return { ...block, content: [{ type: 'span', style: 'strong', content: block.content }] };
}

function* readTable(table: Element, place: Place): Steps<Block[]> {
  const code = codeOfLineNumberTable(table);
  if (code) return present(yield* codeBlock(code, place));
  return isDataTable(table) ? yield* readRows(table, place) : yield* readFlow(table, place);
}

function* readRows(table: Element, place: Place): Steps<Block[]> {
  const caption = [...table.children].find((child) => child.localName === 'caption');
  const rows = yield* tableRows(table, function* (cell) {
    if (place.sight.isStepOver()) yield;
    const visibility = place.sight.visibilityOf(cell, '', place.folded);
    return visibility === 'hidden' || visibility === 'ghost' ? [] : yield* readFlow(cell, { ...place, source: cell });
  });
  const shows = rows.some((row) => row.cells.some((cell) => cell.content.some(hasSubstance)));
  const before = caption ? yield* readItem(caption, place) : [];
  return shows ? [...before, { type: 'table', rows, source: table }] : before;
}

function* readList(list: Element, place: Place): Steps<Block[]> {
  const items = yield* listItems(list, {
    childrenOf: composedChildren,
    read: (node) => readItem(node, place),
    isHidden: (element) =>
      place.sight.visibilityOf(element, element.getAttribute('class') ?? '', place.folded) === 'hidden',
    noteOf: (item) => place.notes.labelOf(item),
  });
  return items.length > 0 ? [{ type: 'list', items, source: list }] : [];
}

/** One child of a list or table by itself; it may be hidden like anything else. */
function* readItem(node: Node, place: Place): Steps<Block[]> {
  const collector = new BlockCollector();
  yield* readNodes([node], place, collector);
  collector.flush(place);
  return collector.blocks;
}
