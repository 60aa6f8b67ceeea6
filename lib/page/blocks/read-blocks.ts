import { inlineText } from '../plain-text.ts';
import { Sight } from '../sight/sight.ts';
import { finish, type Steps } from '../steps.ts';
import { linkAddress } from './addresses.ts';
import type { Block, Inline } from './block.ts';
import { codeBlock, codeOfLineNumberTable, isListing } from './code.ts';
import { composedChildren } from './composed-tree.ts';
import { imageOf, mediaOf, readingOf, wrapInline } from './inline.ts';
import { isBlock, isNoText, isTransparent } from './kind.ts';
import { listItems } from './list.ts';
import { formulaOf, isMath } from './math.ts';
import { Notes } from './notes.ts';
import { BlockCollector, hasSubstance, type Place, withLink } from './reader.ts';
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
  yield* readChildren(element, place, collector);
  collector.flush(place);
  return collector.blocks;
}

function* readNode(node: Node, place: Place, collector: BlockCollector): Steps<void> {
  if (node.nodeType === 3) {
    if (!place.ghost) collector.addInline({ type: 'text', node: node as Text });
    return;
  }
  if (node.nodeType !== 1) return;
  if (place.sight.isStepOver()) yield;
  const element = node as Element;
  const className = element.getAttribute('class') ?? '';
  const isFormula = isMath(element, className);
  // A formula's script is never drawn; what it says is.
  if (isFormula && element.localName === 'script') return readMath(element, place, collector);
  if (isNoText(element, className, place.notes)) {
    if (FIELDS.has(element.localName)) collector.addInline(fieldOf(element));
    return;
  }
  let visibility = place.sight.visibilityOf(element, className, place.folded);
  if (visibility === 'hidden' && place.notes.isUnderButton(className)) visibility = 'folded';
  if (visibility === 'hidden') return;
  const inside: Place = { ...place, folded: visibility === 'folded', ghost: visibility === 'ghost' };
  if (isFormula) readMath(element, inside, collector);
  else if (isTransparent(element)) yield* readChildren(element, inside, collector);
  else if (isBlock(element, className)) yield* readBlock(element, className, { ...inside, source: element }, collector);
  else yield* readInline(element, inside, collector);
}

function* readChildren(element: Element, place: Place, collector: BlockCollector): Steps<void> {
  for (const child of composedChildren(element)) yield* readNode(child, place, collector);
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

function* readInline(element: Element, place: Place, collector: BlockCollector): Steps<void> {
  const leaf = leafOf(element, place);
  if (leaf !== undefined) {
    if (leaf) collector.addInline(leaf);
    return;
  }
  const inner = new BlockCollector();
  yield* readChildren(element, place, inner);
  // A style sheet can put a block deep inside an inline element.
  if (inner.blocks.length > 0) inner.flush(element.shadowRoot ? { ...place, source: element } : place);
  for (const block of inner.blocks) collector.addBlock(block, place);
  const content = inner.takeInline();
  if (element.localName === 'rt') for (const piece of readingOf(element, content)) collector.addInline(piece);
  else for (const piece of wrapInline(element, content, place.notes)) collector.addInline(piece);
}

/** What an inline element without words in it says; null for nothing, undefined for elements with words. */
function leafOf(element: Element, place: Place): Inline | null | undefined {
  switch (element.localName) {
    case 'br':
      return { type: 'break' };
    case 'img':
      return place.ghost ? null : imageOf(element);
    case 'video':
    case 'audio':
      return place.ghost ? null : mediaOf(element);
    case 'rp':
      return null;
    default:
      return undefined;
  }
}

function* readBlock(element: Element, className: string, place: Place, collector: BlockCollector): Steps<void> {
  collector.flush({ ...place, source: element.parentElement ?? element });
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
  yield* readNode(node, place, collector);
  collector.flush(place);
  return collector.blocks;
}
