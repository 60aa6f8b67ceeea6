import { frameBody, shadowRootOf } from '../blocks/composed-tree.ts';
import type { Steps } from '../steps.ts';
import { Backdrops } from './backdrop.ts';
import { Covers, isBelowItsGround } from './covers.ts';
import { FadeIns } from './fade-ins.ts';
import { isUnfoldable } from './toggles.ts';
import { isUnseenBox } from './unseen-box.ts';
import { isUnseenText, isUnseenThing } from './unseen-text.ts';
import { attributesHide } from './without-layout.ts';

/**
 * `shown`: drawn. `ghost`: own text is not seen, but elements inside may be, as under `visibility: hidden`. `folded`: not drawn
 * now, but a click away (closed details, other tabs, found-in-page text). `hidden`: not for the reader, whole subtree.
 */
export type Visibility = 'shown' | 'ghost' | 'folded' | 'hidden';

/** Class names with which sites hide text from eyes and leave it to screen readers: skip links, repeated labels. */
const SCREEN_READER_ONLY =
  /(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|u-hidden-visually|a11y-hidden|element-invisible)(?:\s|$)/i;

/** Shows again, on wide windows, what the class beside it hides. */
const SHOWN_AGAIN = /(?:^|[\s:])not-sr-only(?:\s|$)/;

const WITH_VISIBILITY = { visibilityProperty: true };

/** Elements that are walked over without asking for the time. */
const IN_ONE_STEP = 32;

/** What one look at a page sees and what it leaves out. Remembers backgrounds and places; where the page changes meanwhile, they may be old. */
export class Sight {
  /** Characters of text that the page holds and does not show. */
  hiddenCharacters = 0;
  /** Frames that are drawn and whose documents cannot be entered from here. */
  readonly closedFrames: Element[] = [];
  private readonly surroundings = { backdrops: new Backdrops(), covers: new Covers(), reaches: new Map() };
  private looks = 0;
  private judged: Element | null = null;
  private style: CSSStyleDeclaration | null = null;
  private readonly fadeIns = new FadeIns();

  /** Looks at the document as a whole before the walk comes to its parts. */
  *prepare(document: Document): Steps<void> {
    // Nothing is laid out where no browser computes styles.
    if (typeof document.body.checkVisibility === 'function') yield* this.surroundings.covers.prepare(document);
  }

  /** True for every few elements that are looked at: then the walk may pause. */
  isStepOver(): boolean {
    this.looks += 1;
    return this.looks % IN_ONE_STEP === 0;
  }

  /** To be called after a pause: the page may have been scrolled. */
  lookAgain(): void {
    this.surroundings.reaches.clear();
  }

  /** `folded`: whether the element above is folded; what is inside then has no layout and only its own style counts. */
  visibilityOf(element: Element, className: string, folded: boolean): Visibility {
    const visibility = this.judge(element, className, folded);
    if (visibility === 'hidden') this.hiddenCharacters += lengthOf(element);
    else if (element.localName === 'iframe' && frameBody(element) === undefined) this.closedFrames.push(element);
    else if (visibility === 'ghost') this.hiddenCharacters += ownLengthOf(element);
    return visibility;
  }

  /** How an element is laid out, as `display` says it; empty where no browser computes styles. */
  displayOf(element: Element): string {
    if (typeof element.checkVisibility !== 'function') return '';
    const style = this.judged === element ? this.style : element.ownerDocument.defaultView?.getComputedStyle(element);
    return style?.display ?? '';
  }

  private judge(element: Element, className: string, folded: boolean): Visibility {
    if (className !== '' && SCREEN_READER_ONLY.test(className) && !SHOWN_AGAIN.test(className)) return 'hidden';
    if (isEmpty(element)) return 'shown';
    const view = element.ownerDocument.defaultView;
    if (typeof element.checkVisibility !== 'function' || view === null) {
      return !isUnfoldable(element, className) && attributesHide(element) ? 'hidden' : 'shown';
    }
    const style = view.getComputedStyle(element);
    this.judged = element;
    this.style = style;
    if (element.checkVisibility(WITH_VISIBILITY)) return this.judgeDrawn(element, className, style, true);
    if (isUnfoldable(element, className)) return 'folded';
    if (folded || isInFold(element)) {
      if (style.display === 'none' || style.visibility === 'hidden') return 'hidden';
      const visibility = this.judgeDrawn(element, className, style, false);
      return visibility === 'shown' ? 'folded' : visibility;
    }
    // `display: contents`, as slots have, makes no box and counts as not drawn; what is inside is drawn.
    if (style.display === 'contents') return this.judgeDrawn(element, className, style, true);
    return element.checkVisibility() ? 'ghost' : 'hidden';
  }

  private judgeDrawn(element: Element, className: string, style: CSSStyleDeclaration, hasLayout: boolean): Visibility {
    if (isUnseenBox(element, style, hasLayout, this.fadeIns))
      return isUnfoldable(element, className) ? 'folded' : 'hidden';
    if (hasLayout && style.position !== 'static' && Number(style.zIndex) < 0 && isBelowItsGround(element))
      return 'hidden';
    const isThing = element.localName === 'img' || element.localName === 'iframe';
    if (isThing && hasLayout && isUnseenThing(element, this.surroundings)) return 'hidden';
    return hasOwnText(element) && isUnseenText(element, style, hasLayout, this.surroundings) ? 'ghost' : 'shown';
  }
}

/** Directly inside closed details or text that only find-in-page unfolds; such content has styles but no layout. */
function isInFold(element: Element): boolean {
  const parent = element.parentElement;
  if (parent?.localName === 'details') return !parent.hasAttribute('open');
  return parent?.getAttribute('hidden') === 'until-found';
}

/** Elements that are nothing but their children, and that often have none: icons, corners of tables. */
const ONLY_CHILDREN = new Set('a b i em strong small u s font label p li td th dt dd ul ol tr section'.split(' '));

function isEmpty(element: Element): boolean {
  return element.firstChild === null && ONLY_CHILDREN.has(element.localName) && shadowRootOf(element) === null;
}

function hasOwnText(element: Element): boolean {
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === 3 && /\S/.test((node as Text).data)) return true;
  }
  return false;
}

/** Text for readers below an element: what scripts and styles say is none. */
function lengthOf(element: Element): number {
  let length = shownLength(element.textContent);
  for (const code of element.querySelectorAll('script, style, template, noscript'))
    length -= shownLength(code.textContent);
  return Math.max(0, length);
}

function ownLengthOf(element: Element): number {
  let length = 0;
  for (const node of element.childNodes) if (node.nodeType === 3) length += shownLength(node.nodeValue);
  return length;
}

function shownLength(text: string | null): number {
  return (text ?? '').replace(/\s+/g, ' ').trim().length;
}
