/** A small page and what its markdown has to say. Checks accept every usual flavour of markdown. */
export type FidelityCase = {
  /** What is right about the markdown, as a sentence without a full stop. */
  readonly name: string;
  /** Stands in an article between paragraphs, so that the choice of the main content is not what is measured. */
  readonly html: string;
  /** Markup for the document's head, such as style sheets. */
  readonly head?: string;
  /** Documents beside the page, by the last part of their path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly has?: readonly (string | RegExp)[];
  /** Another form that says as much: all of these in place of `has`. */
  readonly or?: readonly (string | RegExp)[];
  readonly lacks?: readonly (string | RegExp)[];
};

export type FidelityArea = { readonly area: string; readonly cases: readonly FidelityCase[] };

/** The address of every case's page. */
export const CASE_URL = 'https://fidelity.example/guide/page.html';

const BEFORE = [
  'The harbour town wakes before the sun does, and the first boats leave while the streets are still dark and quiet. Their lights can be seen from the hill for an hour, one behind the other, until the day is bright enough to hide them.',
  'By noon the market is full of people who talk about the weather, the catch of the day and the price of everything. Most of them have known each other since school, and few of them need to be asked what they have come to buy.',
  'Whoever wants to know how the harbour works has to look closely, because much of it is written down in small places: on boards, in logs and in the margins of old books that nobody has opened for years.',
];
const AFTER = [
  'None of this is new to the people who work here. They learned it from their parents, who had learned it in the same way, by standing beside somebody who knew and by making each mistake once.',
  'In the evening the lamps along the quay are lit one after the other, and the last ferry comes in with its few passengers. Then the town is quiet again, and the water is the only thing that still moves.',
];

export function documentOf({ html, head = '' }: FidelityCase): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour notes</title><meta property="og:type" content="article">${head}</head><body>
<main><article><h1>Harbour notes</h1>
${paragraphs(BEFORE)}
${html}
${paragraphs(AFTER)}</article></main></body></html>`;
}

function paragraphs(texts: readonly string[]): string {
  return texts.map((text) => `<p>${text}</p>`).join('\n');
}

/** What is wrong with the markdown, one line each; nothing when it passes. */
export function faultsIn(markdown: string, { has = [], or, lacks = [] }: FidelityCase): string[] {
  const text = markdown.replace(/^[\t ]+/gm, (indent) => indent.replaceAll('\t', '    ')).replace(/[\t ]+$/gm, '');
  const missing = (all: readonly (string | RegExp)[]) => all.filter((wanted) => !holds(text, wanted));
  const isOther = or !== undefined && missing(or).length === 0;
  return [
    ...(isOther ? [] : missing(has).map((wanted) => `lacks ${wanted}`)),
    ...lacks.filter((unwanted) => holds(text, unwanted)).map((unwanted) => `has ${unwanted}`),
  ];
}

function holds(markdown: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? markdown.includes(wanted) : wanted.test(markdown);
}
