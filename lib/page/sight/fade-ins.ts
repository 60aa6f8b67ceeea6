/**
 * Text that a page draws with no opacity until it is scrolled to, or until its scripts are done, is content like any other. It
 * cannot be told from hidden text by its opacity, only by what goes with it.
 */

/** As many invisible blocks in the flow of one page are a way of drawing it. */
const LEAST_BLOCKS = 6;

/** A block with as much of the page's text, and at least as many characters, is the page waiting for its scripts. */
const LARGE_SHARE = 0.2;
const LARGE_BLOCK = 2000;

/** Looking at more would take too long at once. */
const MOST_ELEMENTS = 10_000;

export class FadeIns {
  private readonly known = new Map<Document, boolean>();
  private readonly lengths = new Map<Document, number>();

  /** Whether an element without opacity is going to be seen. A layer that lets clicks through, or a fixed one, is only closed. */
  include(element: Element, style: CSSStyleDeclaration): boolean {
    if (style.pointerEvents === 'none' || style.position === 'fixed') return false;
    return moves(style) || this.isMostOfPage(element) || (isInFlow(style) && this.isHabitOf(element.ownerDocument));
  }

  private isMostOfPage(element: Element): boolean {
    const own = element.textContent?.length ?? 0;
    if (own < LARGE_BLOCK) return false;
    const document = element.ownerDocument;
    const all = this.lengths.get(document) ?? document.body?.textContent?.length ?? 0;
    this.lengths.set(document, all);
    return own >= all * LARGE_SHARE;
  }

  private isHabitOf(document: Document): boolean {
    const known = this.known.get(document);
    if (known !== undefined) return known;
    let blocks = 0;
    for (const element of [...(document.body?.querySelectorAll('*') ?? [])].slice(0, MOST_ELEMENTS)) {
      const style = document.defaultView?.getComputedStyle(element);
      if (style?.opacity === '0' && isInFlow(style) && /\S/.test(element.textContent ?? '')) blocks += 1;
      if (blocks === LEAST_BLOCKS) break;
    }
    this.known.set(document, blocks >= LEAST_BLOCKS);
    return blocks >= LEAST_BLOCKS;
  }
}

/** On its way from somewhere else or from another size, or with a transition that has not begun. */
function moves(style: CSSStyleDeclaration): boolean {
  if (style.animationName !== 'none' || /\b(?:opacity|transform)\b/.test(style.willChange)) return true;
  if (isMoved(style.transform) || (style.translate ?? 'none') !== 'none') return true;
  const durations = style.transitionDuration.split(',').map((duration) => Number.parseFloat(duration));
  return style.transitionProperty
    .split(',')
    .some((name, index) => /^\s*(?:all|opacity)\s*$/.test(name) && (durations[index % durations.length] ?? 0) > 0);
}

/** Not one that leaves nothing to see. */
function isMoved(transform: string): boolean {
  const [width = 0, , , height = 0] = (/^matrix\((.*)\)$/.exec(transform)?.[1] ?? '').split(',').map(Number);
  return transform.startsWith('matrix3d(') || Math.abs(width * height) > 0.01;
}

function isInFlow({ display, position }: CSSStyleDeclaration): boolean {
  return display !== 'inline' && display !== 'none' && (position === 'static' || position === 'relative');
}
