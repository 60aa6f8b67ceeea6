/** Pages nest a few dozen elements. A browser takes a time that grows with the square of what is nested and never closed. */
const DEEPEST = 500;

/** Elements that are empty, or end without saying so. */
const SELF_ENDING =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|dt|dd|option|optgroup|thead|tbody|tfoot|tr|td|th|rp|rt|body|html|head)$/i;

/** Whether markup is nested beyond any page, as nobody writes but to keep busy what reads it. */
export function isTooDeep(markup: string): boolean {
  let depth = 0;
  for (const [, slash, name = '', rest = ''] of markup.matchAll(/<(\/?)([a-z][\w:-]*)([^<>]*)>/gi)) {
    if (SELF_ENDING.test(name) || rest.endsWith('/')) continue;
    depth = Math.max(0, depth + (slash === '/' ? -1 : 1));
    if (depth > DEEPEST) return true;
  }
  return false;
}
