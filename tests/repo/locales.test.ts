import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { commandOf } from '../../lib/panel/prompts/prompts.ts';
import { localeFaults, type Texts, untranslated } from '../support/repo/locale-faults.ts';

vi.mock('../../lib/platform/browser.ts', () => ({ browser: {} }));

const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'ja', 'pt_BR', 'zh_CN'];

/** Names and signs that are the same in every language. */
const NAMES = ['extension_name', 'options_heading', 'protocol_chat_completions', 'protocol_responses'];

/** Only placeholders and signs: nothing to translate. */
const isSigns = (text: string) => !/\p{L}/u.test(text.replace(/\{\{.*?\}\}|\$\d/g, ''));

/** Texts that are the same in every language, and in every one that writes as English does. */
const EVERYWHERE = 'OK|JSON|Top P|Sitethread $1';
const LATIN = '$1 s|$1 min $2 s|A';

/** Texts that a language shares with English. */
const SHARED: Readonly<Record<string, string>> = {
  de: `${LATIN}|Threads|Code|Passphrase|Name|Tokens|Text|System|Export|Prompts|$1 in $2|Assistant`,
  es: `${LATIN}|$1 token|$1 tokens|Tokens|Variables|Prompts|Color`,
  fr:
    `${LATIN}|Conversation|Citation $1|Citation $1, page $2|Code|Continue.|Service|Sources|Question|Assistant|Assistants|Passages` +
    '|Description|Instructions|Variables|Sections|Site|Orange|$1 message|$1 messages|$1 assistant|$1 assistants|Prompts',
  pt_BR: `${LATIN}|$1 token|$1 tokens|Tokens|Continue.|Prompts|Site|Site: $1`,
};

/** Languages in other letters, in which only names and short forms of the trade are left in Latin ones. */
const OTHER_LETTERS = ['ar', 'ja', 'zh_CN'];
const LATIN_NAMES = new Set(
  [
    'Sitethread Page Assist OpenAI Ollama LM Studio llama.cpp vLLM Chat Completions Responses Assistants Markdown Python',
    'API CORS GB MB ID JSON OCR OK PDF URL https http asst token Top P st Unicode Chrome Firefox name schema',
    'Word Excel PowerPoint docx xlsx pptx Enter',
  ].flatMap((names) => names.split(' ')),
);

/** Hosts of every browser cut or refuse what is longer. */
const MANIFEST_LIMITS = { extension_name: 45, extension_description: 132 } as const;

const english = read('en');

it('there are eight languages', () => {
  expect(readdirSync('public/_locales').sort()).toEqual(LANGUAGES);
});

describe.each(LANGUAGES)('the texts in %s', (folder) => {
  const texts = read(folder);
  const tag = folder.replace('_', '-');

  it('are all there, in every plural form, with the placeholders of English, and fit', () => {
    expect(localeFaults(tag, texts, english)).toEqual([]);
  });

  it('name their language and its direction', () => {
    expect([texts['language'], texts['direction']]).toEqual([tag, folder === 'ar' ? 'rtl' : 'ltr']);
  });

  it('fit into the manifest', () => {
    for (const [key, limit] of Object.entries(MANIFEST_LIMITS))
      expect(texts[key]?.length, key).toBeLessThanOrEqual(limit);
  });

  it.runIf(folder !== 'en')('are translated', () => {
    const names = new Set([...NAMES, ...(folder === 'ar' ? [] : ['direction'])]);
    const shared = new Set([EVERYWHERE, SHARED[folder] ?? ''].flatMap((same) => same.split('|')));
    const same = untranslated(texts, english).filter(
      (key) => !names.has(key) && !shared.has(texts[key] ?? '') && !isSigns(texts[key] ?? ''),
    );
    expect(same).toEqual([]);
  });

  it('give each built-in prompt a command of its own', () => {
    const names = Object.keys(texts).filter((key) => `${key}_text` in english);
    const commands = names.map((key) => commandOf(texts[key] ?? ''));
    expect(commands.filter((command, place) => command === '' || commands.indexOf(command) !== place)).toEqual([]);
  });

  it.runIf(OTHER_LETTERS.includes(folder))('keep Latin letters for names', () => {
    const left = Object.entries(texts).flatMap(([key, text]) =>
      latinWords(text)
        .filter((word) => key !== 'language' && key !== 'direction' && !LATIN_NAMES.has(word))
        .map((word) => `${key}: ${word}`),
    );
    expect(left).toEqual([]);
  });
});

describe('a fault is found:', () => {
  const source: Texts = { greeting: 'Hello $1.', pages_one: '$1 page', pages_other: '$1 pages', use: 'Use' };
  const german: Texts = { greeting: 'Hallo $1.', pages_one: '$1 Seite', pages_other: '$1 Seiten', use: 'Nutzen' };

  it('none in texts that are whole', () => {
    expect(localeFaults('de', german, source)).toEqual([]);
  });

  it.each<[string, string, Texts, string]>([
    ['a text that is missing', 'de', without('greeting'), 'greeting: missing'],
    ['a plural form that is missing', 'de', without('pages_one'), 'pages_one: missing'],
    ['a plural form that the language has and English has not', 'ar', german, 'pages_few: missing'],
    ['a text that English has not', 'de', { ...german, more: 'Mehr' }, 'more: not in English'],
    ['a placeholder that is lost', 'de', { ...german, greeting: 'Hallo.' }, 'greeting: lacks $1'],
    ['a placeholder too many', 'de', { ...german, use: '$2' }, 'use: has $2, which English has not'],
    ['the count left out where it may be several', 'fr', { ...german, pages_one: 'Page' }, 'pages_one: lacks $1'],
    ['nothing', 'de', { ...german, use: '' }, 'use: empty, or space around it'],
    [
      'a sentence without its end',
      'de',
      { ...german, greeting: 'Hallo $1' },
      'greeting: ends otherwise than the English text',
    ],
    ['a long label', 'de', { ...german, use: 'Verwenden lassen' }, 'use: 16 columns for the 3 of "Use"'],
  ])('%s', (_name, language, texts, fault) => {
    expect(localeFaults(language, texts, source)).toContain(fault);
  });

  it('a text that nobody translated', () => {
    expect(untranslated({ ...german, use: 'Use' }, source)).toEqual(['use']);
  });

  function without(key: string): Texts {
    return Object.fromEntries(Object.entries(german).filter(([one]) => one !== key));
  }
});

function read(folder: string): Texts {
  const file: Record<string, { readonly message: string }> = JSON.parse(
    readFileSync(`public/_locales/${folder}/messages.json`, 'utf8'),
  );
  return Object.fromEntries(Object.entries(file).map(([key, { message }]) => [key, message]));
}

function latinWords(text: string): string[] {
  return text.replace(/\{\{.*?\}\}/g, '').match(/[A-Za-z]+(\.[A-Za-z]+)*/g) ?? [];
}
