/** What a browser shows of a document that is no page of a web site: its characters as they are. */
export type FileInTab = {
  readonly text: string;
  /** Of a fenced block of code, such as `json`; empty for plain text, null for Markdown. */
  readonly language: string | null;
  /** The root of a document in XML. */
  readonly root: Element | null;
};

const PAGE_TYPES = new Set(['text/html', 'application/xhtml+xml', 'application/pdf']);
const XHTML = 'http://www.w3.org/1999/xhtml';
/** Chromium draws its own tree and keeps the document in here. */
const CHROMIUM_SOURCE = '#webkit-xml-viewer-source-xml > *';

/** By the end of the file's name; of programs what people share most. */
export const LANGUAGES: Readonly<Record<string, string>> = {
  bash: 'bash',
  c: 'c',
  cc: 'cpp',
  cfg: 'ini',
  cpp: 'cpp',
  cs: 'csharp',
  css: 'css',
  csv: 'csv',
  diff: 'diff',
  go: 'go',
  h: 'c',
  hpp: 'cpp',
  hs: 'haskell',
  htm: 'html',
  html: 'html',
  ini: 'ini',
  java: 'java',
  js: 'javascript',
  json: 'json',
  jsonl: 'json',
  jsx: 'jsx',
  kt: 'kotlin',
  lua: 'lua',
  mjs: 'javascript',
  patch: 'diff',
  php: 'php',
  pl: 'perl',
  py: 'python',
  r: 'r',
  rb: 'ruby',
  rs: 'rust',
  sh: 'bash',
  sql: 'sql',
  svg: 'xml',
  swift: 'swift',
  tex: 'latex',
  toml: 'toml',
  ts: 'typescript',
  tsv: 'tsv',
  tsx: 'tsx',
  vue: 'vue',
  xml: 'xml',
  yaml: 'yaml',
  yml: 'yaml',
  zig: 'zig',
};

/** Null for pages, pictures and whatever else the browser draws itself. */
export function fileInTab(document: Document): FileInTab | null {
  const type = document.contentType ?? 'text/html';
  if (PAGE_TYPES.has(type) || type.startsWith('image/')) return null;
  const source = document.querySelector(CHROMIUM_SOURCE);
  const root = source ?? (document.documentElement.namespaceURI === XHTML ? null : document.documentElement);
  if (root !== null) return { text: indented(root), language: 'xml', root };
  const text = document.querySelector('body > pre')?.textContent ?? null;
  if (text === null) return null;
  const language = languageOf(type, document.URL);
  if (language === 'xml' || /^\s*(?:<\?xml|<rss\b|<feed\b)/.test(text))
    return { text, language: 'xml', root: parsed(text) };
  return { text: language === 'json' ? spread(text) : text, language, root: null };
}

/** As {@link FileInTab} names it, by the type if that says it, else by the end of the address. */
export function languageOf(type: string, address: string): string | null {
  if (/[/+]json$/.test(type)) return 'json';
  if (/[/+]xml$/.test(type)) return 'xml';
  const ending = new URL(address).pathname.match(/\.(\w+)$/)?.[1]?.toLowerCase() ?? '';
  if (type === 'text/markdown' || ending === 'md' || ending === 'markdown') return null;
  if (/javascript$/.test(type)) return LANGUAGES[ending] ?? 'javascript';
  return LANGUAGES[ending] ?? (type === 'text/css' ? 'css' : '');
}

/** In characters; what stands behind them is read by nobody. */
const MOST_SPREAD = 4_000_000;

const JSON_TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]|[^\s"[\]{},:]+/g;

/** JSON for machines is one long line, in which nothing can be found or cited. Every value stays as it is written, long numbers too. */
export function spread(text: string): string {
  if (text.trim().includes('\n')) return text;
  try {
    JSON.parse(text);
  } catch {
    return text; // several values one after the other, or none
  }
  let [result, before, depth] = ['', '', 0];
  for (const { 0: token, index } of text.matchAll(JSON_TOKENS)) {
    if (result.length > MOST_SPREAD) return result + text.slice(index);
    const [opens, closes] = [/^[[{]/.test(token), /^[\]}]/.test(token)];
    if (closes) depth -= 1;
    const isBehindOpening = /^[[{]/.test(before);
    const isOwnLine = closes ? !isBehindOpening : isBehindOpening || before === ',';
    if (isOwnLine) result += `\n${'  '.repeat(Math.min(depth, DEEPEST))}`;
    result += token === ':' ? ': ' : token;
    if (opens) depth += 1;
    before = token;
  }
  return result;
}

/** Elements below one another and long texts on lines of their own; what stands between words stays there. */
function indented(root: Element): string {
  const lines: string[] = [];
  addElement(root, 0, lines);
  return lines.join('\n');
}

function addElement(element: Element, depth: number, lines: string[]): void {
  const indentation = '  '.repeat(Math.min(depth, DEEPEST));
  const isMixed = [...element.childNodes].some(
    ({ nodeType, nodeValue }) => nodeType === 3 && /\S/.test(nodeValue ?? ''),
  );
  const closing = `</${element.nodeName}>`;
  if (element.children.length > 0 && !isMixed) {
    lines.push(indentation + openingOf(element, depth));
    for (const child of element.children) addElement(child, depth + 1, lines);
    lines.push(indentation + closing);
    return;
  }
  const source = serialized(element, depth);
  const opening = source.match(/^<[^>]*>/)?.[0] ?? '';
  const text = source.slice(opening.length, -closing.length).trim();
  if (text.length < LONG_TEXT) lines.push(indentation + source.trim());
  else lines.push(indentation + opening, `${indentation}  ${text}`, indentation + closing);
}

/** In characters. */
const LONG_TEXT = 40;

/** Documents for machines may be thousands of levels deep, and white space would be most of them. */
const DEEPEST = 20;

const REFERENCES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function openingOf(element: Element, depth: number): string {
  const attributes = [...element.attributes]
    .filter(({ name }) => depth === 0 || !/^xmlns(?::|$)/.test(name))
    .map(({ name, value }) => ` ${name}="${value.replace(/[&<>"]/g, (sign) => REFERENCES[sign] ?? sign)}"`);
  return `<${element.nodeName}${attributes.join('')}>`;
}

/** Only the root says which vocabulary its document is written in. */
function serialized(element: Element, depth: number): string {
  const source = new XMLSerializer().serializeToString(element);
  return depth === 0
    ? source
    : source.replace(/^<[^>]*>/, (opening) => opening.replace(/ xmlns(?::\w+)?="[^"]*"/g, ''));
}

function parsed(text: string): Element | null {
  try {
    const { documentElement } = new DOMParser().parseFromString(text, 'text/xml');
    return documentElement.querySelector('parsererror') === null ? documentElement : null;
  } catch {
    return null; // where the page's own policy allows nobody to parse
  }
}
