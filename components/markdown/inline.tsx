import type { MarkedToken, Token } from 'marked';
import type { ComponentChildren } from 'preact';
import { t } from '../../lib/i18n/index.ts';
import { Citation } from './citation.tsx';
import { isCitation } from './citation-token.ts';
import { decodeEntities } from './decode-entities.ts';
import type { Drawing } from './drawing.ts';
import { FootnoteReference } from './footnote.tsx';
import { isFootnoteReference } from './footnote-token.ts';
import { Formula } from './formula.tsx';
import { Link } from './link.tsx';
import { isMath } from './math-token.ts';
import { safeLink } from './safe-link.ts';
import { isBreak, isTag, pairTags, type TagToken } from './tags.ts';
import { Task } from './task.tsx';

/** A citation inside a link would be one button inside another. */
const NONE: Drawing['marks'] = [];

/** Inline tokens as vnodes. What is not on this list is shown as the text it was written with: HTML above all. */
export function drawInline(tokens: readonly Token[], drawing: Drawing): ComponentChildren {
  const paired = pairTags(tokens, drawing.open);
  return paired.map((token, index) => drawToken(beforeCitation(token, paired[index + 1]), drawing));
}

/** A space before a numeral would let it begin a line alone, away from the word it belongs to. */
function beforeCitation(token: Token | TagToken, next: Token | undefined): Token | TagToken {
  if (token.type !== 'text' || token.tokens !== undefined || next === undefined || !isCitation(next)) return token;
  return { ...token, text: token.text.trimEnd() };
}

function drawToken(token: Token | TagToken, drawing: Drawing): ComponentChildren {
  if (isTag(token)) return <token.name>{drawInline(token.tokens, drawing)}</token.name>;
  if (isCitation(token)) return drawCitation(token.first, token.markers.length, drawing);
  if (isMath(token)) return <Formula tex={token.tex} display={token.display} open={false} />;
  if (isFootnoteReference(token)) return <FootnoteReference label={token.label} />;
  const known = token as MarkedToken;
  switch (known.type) {
    case 'text':
      return known.tokens ? drawInline(known.tokens, drawing) : decodeEntities(known.text);
    case 'escape':
      return known.text;
    case 'strong':
      return <strong>{drawInline(known.tokens, drawing)}</strong>;
    case 'em':
      return <em>{drawInline(known.tokens, drawing)}</em>;
    case 'del':
      return <del>{drawInline(known.tokens, drawing)}</del>;
    case 'codespan':
      return <code dir="ltr">{known.text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return (
        <Link token={known} onOpen={drawing.actions.openLink}>
          {drawInline(known.tokens, { ...drawing, marks: NONE })}
        </Link>
      );
    case 'image':
      return <span class="image">{t('image', decodeEntities(known.text) || (safeLink(known.href)?.host ?? ''))}</span>;
    case 'checkbox':
      return <Task done={known.checked} />;
    case 'html':
      return isBreak(known) ? <br /> : known.raw;
    default:
      return token.raw;
  }
}

function drawCitation(first: number, count: number, { marks, read, actions }: Drawing): ComponentChildren {
  return marks
    .slice(first, first + count)
    .map((mark, index) => <Citation key={index} mark={mark} read={read} onShow={actions.showCitation} />);
}
