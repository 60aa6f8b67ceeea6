/** `{{name}}`, or `{{name limit=2000}}`; spaces inside are free. */
const VARIABLE = /\{\{\s*([\p{L}_]+)((?:\s+[\p{L}_]+\s*=\s*[^\s{}]+)*)\s*\}\}/gu;

/** What a text may name, in the order in which a form offers it. */
export const VARIABLES = ['page', 'selection', 'input', 'url', 'title', 'language'] as const;

export type Variable = (typeof VARIABLES)[number];

/** What stands for the variables of one question. */
export type Values = {
  /** How the question speaks of the page and of the selection, which are attached to it. */
  readonly page: string;
  readonly selection: string;
  readonly url: string;
  readonly title: string;
  /** The language to write in, where the user types none. */
  readonly language: string;
  /** What was typed behind the command. */
  readonly input: string;
};

export type Filled = {
  readonly text: string;
  /** Tokens of the page to read at most, as we estimate them (about four characters of English each); null is no limit. */
  readonly page_tokens: number | null;
};

type Found = { readonly name: Variable; readonly limit: number | null };

/**
 * The text with its variables replaced; what is none of them stays as typed. Words behind a command that the text has no place
 * for come behind it. Of several limits the lowest counts.
 */
export function fillTemplate(template: string, values: Values): Filled {
  const input = values.input.trim();
  let page_tokens: number | null = null;
  const filled = template.replace(VARIABLE, (whole, name: string, rest: string) => {
    const found = read(name, rest);
    if (found === null) return whole;
    if (found.limit !== null) page_tokens = Math.min(page_tokens ?? found.limit, found.limit);
    if (found.name === 'language') return input === '' ? values.language : input;
    return found.name === 'input' ? input : values[found.name];
  });
  const text = filled.trim();
  const isPlaced = input === '' || names(template, 'input') || names(template, 'language');
  return { text: isPlaced ? text : `${text}\n\n${input}`, page_tokens };
}

/** Whether a text has a variable of that name. */
export function names(template: string, wanted: Variable): boolean {
  return [...template.matchAll(VARIABLE)].some(([, name = '', rest = '']) => read(name, rest)?.name === wanted);
}

/** What looks like a variable and is none, as typed, each once. */
export function unknownVariables(template: string): readonly string[] {
  const looksLike = [...template.matchAll(/\{\{[^{}]*\}\}/g)].map(([whole]) => whole);
  return [...new Set(looksLike.filter((one) => !isVariable(one)))];
}

function isVariable(one: string): boolean {
  const [match] = [...one.matchAll(VARIABLE)];
  return match?.[0] === one && read(match[1] ?? '', match[2] ?? '') !== null;
}

/** Only a page can have a limit: a whole number of tokens. */
function read(word: string, rest: string): Found | null {
  const name = VARIABLES.find((one) => one === word.toLowerCase());
  if (name === undefined) return null;
  if (rest.trim() === '') return { name, limit: null };
  const [, digits] = /^\s+limit\s*=\s*(\d{1,7})$/.exec(rest) ?? [];
  const limit = Number(digits ?? 0);
  return name === 'page' && limit > 0 ? { name, limit } : null;
}
