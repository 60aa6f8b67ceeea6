/** What an answer presents as somebody's words beside a marker. */
export type Quoting = {
  /** The words between the marks. */
  readonly words: string;
  /** Whether the marker is plainly the quotation's own; elsewhere in its sentence it may be a title or a word in irony. */
  readonly own: boolean;
};

/** Closing marks and what opens them. Straight marks and Scandinavian ones open and close alike. */
const OPENERS: Readonly<Record<string, string>> = {
  '”': '“„”',
  '"': '"',
  '＂': '＂',
  '»': '«»',
  '«': '»',
  '“': '„',
  '」': '「',
  '』': '『',
  '›': '‹',
  '’': '‘',
  "'": "'",
};

/** Marks that are apostrophes too: without their opening one they quote nothing. */
const APOSTROPHES = "’'";

/** What may stand between a quotation and its marker: spaces, punctuation, emphasis marks. */
const BETWEEN = /[\s.,;:!?…)\]*_~—–-]*$/;

/** Longer quotations are not looked for: a stray mark far above would open them. */
const LONGEST = 2000;

/** Fewer words elsewhere in a sentence are a name or said in irony. */
const FEWEST_WORDS = 4;

const WHOLE = /“[^“”]+”|„[^“”„]+[“”]|"[^"\n]+"|«[^«»]+»|「[^「」]+」/g;

/** What stands around a marker: the text from the marker before it, the text up to the next one, and whether there is one. */
export type Surroundings = { readonly before: string; readonly after: string; readonly isFollowed: boolean };

/** Null where nothing is quoted. */
export function quotationBeside({ before, after, isFollowed }: Surroundings): Quoting | null {
  const paragraph = before.slice(Math.max(before.lastIndexOf('\n\n'), before.length - LONGEST, 0));
  const ended = atEnd(paragraph) ?? unclosed(paragraph) ?? blockQuote(paragraph);
  if (ended !== null) return hasWords(ended) ? { words: ended, own: true } : null;
  const ahead = isStart(paragraph) ? atStart(after) : null;
  // A marker right behind it has the better claim.
  if (ahead !== null && !(isFollowed && ahead.rest.replace(BETWEEN, '') === ''))
    return { words: ahead.words, own: true };
  const inside = lastSentence(paragraph).match(WHOLE)?.at(-1)?.slice(1, -1);
  return inside === undefined || inside.split(/\s+/).length < FEWEST_WORDS ? null : { words: inside, own: false };
}

function atStart(text: string): { readonly words: string; readonly rest: string } | null {
  const start = text.replace(/^[\s:：,–—-]{1,4}/, '');
  const quotation = start.match(WHOLE)?.[0];
  if (quotation === undefined || !start.startsWith(quotation)) return null;
  return { words: quotation.slice(1, -1), rest: start.slice(quotation.length) };
}

/** The quotation that ends the text, marks before a punctuation mark included. Null when no mark stands there. */
function atEnd(paragraph: string): string | null {
  const text = paragraph.replace(BETWEEN, '');
  const close = text.at(-1) ?? '';
  if (OPENERS[close] === undefined) return null;
  const inside = text.slice(0, -1);
  const { open, first } = marksIn(inside, close);
  const start = open[0] ?? first ?? pairStart(inside, close);
  if (start !== undefined) return inside.slice(start + 1);
  // An apostrophe, or inches.
  if (APOSTROPHES.includes(close) || (close === '"' && /\d$/.test(inside))) return null;
  return lastSentence(inside);
}

/** Words whose quotation marks are not closed yet: the marker stands inside. */
function unclosed(paragraph: string): string | null {
  for (const close of '”"»」') {
    const [start] = marksIn(paragraph, close).open;
    if (start !== undefined && hasWords(paragraph.slice(start))) return paragraph.slice(start + 1);
  }
  return null;
}

/** The lines that end the text and that markdown sets apart as somebody else's. */
function blockQuote(paragraph: string): string | null {
  const lines = paragraph.trimEnd().split('\n');
  const first = lines.findLastIndex((line) => !/^ {0,3}>/.test(line)) + 1;
  if (first >= lines.length) return null;
  const text = lines
    .slice(first)
    .join('\n')
    .replace(/^ {0,3}> ?/gm, '');
  return /[“”„"«»「]/.test(text) ? null : text;
}

/** Where marks are open at the end of `text`, outermost first, and where the first one opened at all. */
function marksIn(
  text: string,
  close: string,
): { readonly open: readonly number[]; readonly first: number | undefined } {
  const openers = OPENERS[close] ?? '';
  const open: number[] = [];
  let first: number | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at] ?? '';
    const closesLow = mark === '“' && text[open.at(-1) ?? -1] === '„';
    if (openers.includes(mark) && !closesLow && (mark !== close || looksOpening(text, at))) {
      open.push(at);
      first ??= at;
    } else if (closesLow || (mark === close && !isApostrophe(text, at))) open.pop();
  }
  return { open, first };
}

function looksOpening(text: string, at: number): boolean {
  return (
    text[at - 1] !== '\\' && /^(?:|[\s([{—–/>*_"“‘„«-])$/.test(text[at - 1] ?? '') && /\S/.test(text[at + 1] ?? '')
  );
}

function isApostrophe(text: string, at: number): boolean {
  return text[at - 1] === '\\' || (APOSTROPHES.includes(text[at] ?? '') && /\p{L}/u.test(text[at + 1] ?? ''));
}

/** The mark before, in scripts that put no space around marks which open and close alike. */
function pairStart(inside: string, close: string): number | undefined {
  const start =
    APOSTROPHES.includes(close) || OPENERS[close]?.includes(close) !== true ? -1 : inside.lastIndexOf(close);
  return start === -1 || inside[start - 1] === '\\' || /\d/.test(inside[start - 1] ?? '') ? undefined : start;
}

function lastSentence(text: string): string {
  return text.slice((text.match(/^[\s\S]*(?:[.!?。！？][)”"»]?\s|\n)(?=\s*\S)/)?.[0] ?? '').length);
}

function isStart(text: string): boolean {
  return /(?:^|[.!?:\n])[\s>*•#\d.)-]*$/.test(text);
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
