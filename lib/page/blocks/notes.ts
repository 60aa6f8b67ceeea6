import { withoutFragment } from '../site.ts';

/**
 * A document's footnotes: small raised links that lead to a block on the same page. The page says which by its links alone, so
 * no site's names are needed.
 */
export class Notes {
  private readonly references = new Map<Element, string>();
  private readonly targets = new Map<Element, string>();
  /** Ids of what leads to a note, which the way back names. */
  private readonly origins = new Set<string>();
  private readonly unfolds: boolean;

  constructor(document: Document) {
    for (const found of document.querySelectorAll(REFERENCES)) {
      const anchor = found.closest('a');
      if (anchor && !this.references.has(anchor)) this.add(document, anchor);
    }
    this.unfolds = this.targets.size > 0 && document.querySelector(OPENERS) !== null;
  }

  labelOfReference(anchor: Element): string | null {
    return this.references.get(anchor) ?? null;
  }

  /** The label of the note that an element is. */
  labelOf(element: Element): string | null {
    return this.targets.get(element) ?? null;
  }

  isWayBack(anchor: Element): boolean {
    if (this.targets.size === 0) return false;
    const href = anchor.getAttribute('href');
    return href?.startsWith('#') === true && this.origins.has(idIn(href));
  }

  /** Scripts that show notes under buttons hide what they were made of. */
  isUnderButton(className: string): boolean {
    return this.unfolds && PRINTED.test(className);
  }

  /** Lists of notes on one page may each begin with the same label. */
  private unused(label: string): string {
    const taken = new Set(this.targets.values());
    for (let count = 1; ; count += 1) {
      const candidate = count === 1 ? label : `${label}-${count}`;
      if (!taken.has(candidate)) return candidate;
    }
  }

  private add(document: Document, anchor: Element): void {
    const label = labelIn(anchor);
    const address = anchor.getAttribute('href') ?? '';
    const hash = address.indexOf('#');
    if (label === null || hash === -1) return;
    if (hash > 0 && withoutFragment(document.URL) !== address.slice(0, hash)) return;
    const target = blockOf(document.getElementById(idIn(address.slice(hash))));
    if (!target || target.contains(anchor) || this.targets.has(anchor)) return;
    const own = this.targets.get(target) ?? this.unused(label);
    this.references.set(anchor, own);
    this.targets.set(target, own);
    for (const element of [anchor, anchor.parentElement, ...anchor.querySelectorAll('[id]')]) {
      const id = element?.getAttribute('id');
      if (id) this.origins.add(id);
    }
  }
}

const REFERENCES = 'sup a, a sup, a[role="doc-noteref"], a[data-footnote-ref], a.footnote-ref, a.noteref';

/** Buttons of the scripts that turn notes into popups, and the class names of what these then keep for print. */
const OPENERS = '.littlefoot__button, .bigfoot-footnote__button';
const PRINTED = /(?:^|\s)(?:littlefoot--print|footnote-print-only)(?:\s|$)/;

/** `[1]`, `1`, `a`, `†`, `nb 2`; longer words are a link like any other. */
function labelIn(anchor: Element): string | null {
  const text = (anchor.textContent ?? '').replace(/[[\]()\s]+/g, ' ').trim();
  return /^(?:[\p{L}\p{N}]{1,4}|[*†‡§¶]{1,4}|\p{L}{1,5} \p{N}{1,4})$/u.test(text) ? text.replace(' ', '-') : null;
}

function blockOf(element: Element | null): Element | null {
  const block = element?.closest('li, p, div, dd, dt, aside, td, section') ?? null;
  const isMark = element !== null && block !== element && !/^(?:a|sup|span|b|strong|cite)$/.test(element.localName);
  return isMark || block?.localName === 'section' || block?.localName === 'td' ? null : block;
}

function idIn(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1); // a stray percent sign
  }
}
