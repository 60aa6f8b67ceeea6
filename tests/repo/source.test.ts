import { expect, it } from 'vitest';
import { sourceFiles } from '../support/repo/source-files.ts';

const PRODUCT = ['lib', 'components', 'entrypoints'];
const PURE = ['lib/assistants', 'lib/page', 'lib/search'];

type Ban = {
  readonly rule: string;
  readonly folders: readonly string[];
  readonly pattern: RegExp;
  readonly except?: RegExp;
};

/** What a linter's import rules cannot see. Comments are not looked at. */
const BANS: readonly Ban[] = [
  {
    rule: 'HTML from strings',
    folders: PRODUCT,
    pattern:
      /\.(?:inner|outer)HTML\s*\+?=(?!=)|dangerouslySetInnerHTML|insertAdjacentHTML|setHTMLUnsafe|document\.write\(/,
  },
  { rule: 'code from strings', folders: PRODUCT, pattern: /(?<![\w$.])eval\(|new Function\(/ },
  { rule: 'a second OpenAI client', folders: PRODUCT, pattern: /new OpenAI\(/, except: /^lib\/models\/client\.ts$/ },
  {
    rule: 'a second door to the browser',
    folders: PRODUCT,
    pattern: /(?<![\w$.'"/-])chrome\.[a-z]|globalThis\.(?:chrome|browser)\b/,
    except: /^lib\/platform\//,
  },
  {
    rule: 'a clock in pure code',
    folders: PURE,
    pattern: /\bDate\.now\(|new Date\(\)|performance\.now\(|setTimeout\(|setInterval\(/,
  },
  { rule: 'chance in pure code', folders: PURE, pattern: /Math\.random\(|randomUUID\(|getRandomValues\(/ },
  {
    rule: 'the network or disk in pure code',
    folders: PURE,
    pattern: /(?<![\w$.])fetch\(|XMLHttpRequest|indexedDB|localStorage/,
  },
];

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');

function broken({ folders, pattern, except }: Ban, files = sourceFiles(folders, ['.ts', '.tsx'])): string[] {
  return files
    .filter(({ path }) => except?.test(path) !== true)
    .filter(({ text }) => pattern.test(withoutComments(text)))
    .map(({ path }) => path);
}

it.each(BANS)('the source has nowhere $rule', (ban) => {
  expect(broken(ban)).toEqual([]);
});

it.each([
  ['HTML from strings', 'element.innerHTML = text;'],
  ['code from strings', 'const run = new Function("return 1");'],
  ['a second OpenAI client', 'const client = new OpenAI({ apiKey });'],
  ['a second door to the browser', 'await chrome.tabs.query({});'],
  ['a clock in pure code', 'const now = Date.now();'],
  ['chance in pure code', 'const id = crypto.randomUUID();'],
  ['the network or disk in pure code', 'await fetch(url);'],
])('a planted line with %s is found', (rule, line) => {
  const ban = BANS.find((one) => one.rule === rule);
  const [folder = ''] = ban?.folders ?? [];
  expect(ban && broken(ban, [{ path: `${folder}/planted.ts`, text: line }])).toEqual([`${folder}/planted.ts`]);
});
