import type { Token } from 'marked';

const NAMES = ['b', 'i', 'u', 's', 'sub', 'sup', 'kbd', 'mark'] as const;

/** Of HTML, all that is drawn: what Markdown has no sign for. A tag with attributes is text. */
export type TagToken = { readonly type: 'tag'; readonly raw: string; readonly name: TagName; readonly tokens: Token[] };
type TagName = (typeof NAMES)[number];

const OPENING = new RegExp(`^<(${NAMES.join('|')})>$`, 'i');
const CLOSING = new RegExp(`^</(?:${NAMES.join('|')})>$`, 'i');
const BREAKS = /^(?:<br ?\/?>\s*)+$/i;

/** So many tokens behind a tag its end is looked for. */
const REACH = 60;

/** Tags with what stands between them as one token. `open`: the end of the last one may be on its way. */
export function pairTags(tokens: readonly Token[], open: boolean): readonly (Token | TagToken)[] {
  if (!tokens.some(({ type }) => type === 'html')) return tokens;
  const paired: (Token | TagToken)[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const name = opened(token);
    const behind = tokens.slice(at + 1, at + 1 + REACH);
    const end = name === undefined ? -1 : behind.findIndex((one) => closes(one, name));
    if (name === undefined || (end === -1 && !(open && at + 1 + REACH > tokens.length))) paired.push(token);
    else {
      const inside = end === -1 ? behind : behind.slice(0, end);
      paired.push({ type: 'tag', raw: token.raw, name, tokens: inside });
      at += end === -1 ? behind.length : end + 1;
    }
  }
  return paired;
}

export function isTag(token: Token | TagToken): token is TagToken {
  return token.type === 'tag';
}

/** A line break, or several and nothing else. */
export function isBreak({ type, raw }: Token): boolean {
  return type === 'html' && BREAKS.test(raw);
}

/** Whether it is a tag that is drawn and not shown. */
export function isMarkup({ type, raw }: Token): boolean {
  return type === 'html' && (OPENING.test(raw) || CLOSING.test(raw));
}

function opened({ type, raw }: Token): TagName | undefined {
  const name = type === 'html' ? OPENING.exec(raw)?.[1]?.toLowerCase() : undefined;
  return NAMES.find((one) => one === name);
}

function closes({ type, raw }: Token, name: TagName): boolean {
  return type === 'html' && raw.toLowerCase() === `</${name}>`;
}
