/** Pages nest a few dozen elements. A browser takes a time that grows with the square of what is nested and never closed. */
const DEEPEST = 500;

/** Elements that are empty, end without saying so, or end where another one of theirs begins. */
const SELF_ENDING =
  /^(?:a|area|base|basefont|bgsound|br|col|embed|frame|hr|img|input|keygen|link|meta|param|source|track|wbr|p|li|dt|dd|option|optgroup|thead|tbody|tfoot|tr|td|th|rp|rt|body|html|head)$/i;

/** Each begins with what cannot be part of the one before, so that nothing is looked at twice. What lacks its end counts too. */
const TAG = /<(?:(!--)|(\/?)([a-z][^\s/<>]*)([^<>]*))/gi;

/** Whether markup is nested beyond any page, as nobody writes but to keep busy what reads it. */
export function isTooDeep(markup: string): boolean {
  const tags = new RegExp(TAG);
  let [depth, drawings] = [0, 0];
  for (let tag = tags.exec(markup); tag !== null; tag = tags.exec(markup)) {
    const [, comment, slash, name = '', rest = ''] = tag;
    const end = comment === undefined ? endOfText(name, slash) : /--!?>/g;
    if (end !== null) {
      end.lastIndex = tag.index + 2;
      if (end.exec(markup) === null) return false;
      tags.lastIndex = end.lastIndex;
      continue;
    }
    const step = slash === '/' ? -1 : 1;
    if (/^(?:svg|math)$/i.test(name)) drawings = Math.max(0, drawings + step);
    // Only there does a slash end an element.
    if (SELF_ENDING.test(name) || (drawings > 0 && rest.endsWith('/'))) continue;
    depth = Math.max(0, depth + step);
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** Of an element that holds no elements, however much its text looks like some. */
function endOfText(name: string, slash: string | undefined): RegExp | null {
  if (slash === '/') return null;
  if (/^script$/i.test(name)) return /<\/script(?=[\s/>])/gi;
  return /^style$/i.test(name) ? /<\/style(?=[\s/>])/gi : null;
}

/** Elements that a browser opens again in each block behind them as long as they are not closed: of those that are alike, three. */
const FORMATTING = /<(?=(?:b|big|code|em|font|i|s|small|strike|strong|tt|u)[\s/>])/gi;
const FORMATTING_TAGS = /<(\/?)(?=(?:b|big|code|em|font|i|s|small|strike|strong|tt|u)[\s/>])/gi;
const ALIKE = 3;
/** Elements that may be opened again, at the worst: a few seconds of work. */
const MOST_AGAIN = 2_000_000;
/** As measured in Chromium, so many inside one another are each as much work as one alone, and more of them the square of that. */
const NESTED_CHEAPLY = 63;

/** In characters; longer tags are each of their own kind. */
const LONGEST_TAG = 300;
/** A tag whose end is certain. */
const CERTAIN = /^<\w+(?:\s+[\w:-]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>=`]+))?)*\s*>/;

/**
 * The markup, in which bold, italic and the like are elements of no meaning where so many different ones stand that a browser could be
 * kept busy, or run out of memory, by opening them again and again. See "Noah's Ark clause", HTML Standard, 13.2.4.3.
 */
export function withoutPiles(markup: string): string {
  const kinds = new Set<string | number>();
  let blocks = 0;
  for (let at = markup.indexOf('<'); at !== -1; at = markup.indexOf('<', at + 1)) blocks += 1;
  for (const { index } of markup.matchAll(FORMATTING)) {
    kinds.add(CERTAIN.exec(markup.slice(index, index + LONGEST_TAG))?.[0] ?? index);
    const open = kinds.size * ALIKE;
    if (open * blocks * Math.max(1, (open / NESTED_CHEAPLY) ** 2) > MOST_AGAIN)
      return markup.replace(FORMATTING_TAGS, '<$1x-');
  }
  return markup;
}
