import { readFileSync } from 'node:fs';
import type { Passage } from '../../lib/page/snapshot.ts';
import type { PageText } from '../../lib/search/usable-sentences.ts';

export const LANGUAGES = ['en', 'de', 'fr', 'es', 'ru', 'ar', 'zh', 'ja', 'ko', 'th', 'hi'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A short news item, three paragraphs or so, one line each. */
export function textIn(language: Language): string {
  return readFileSync(new URL(`./texts/${language}.txt`, import.meta.url), 'utf8').trim();
}

/** One passage per paragraph of the text in `language`. */
export function pageIn(language: Language, title = ''): PageText {
  return { title, language, passages: passagesOf(textIn(language).split('\n')) };
}

export function passagesOf(texts: readonly string[], headings: readonly string[] = []): Passage[] {
  return texts.map((text, index) => ({ id: index + 1, text, headings }));
}

/** A long page: `sections` headings, each with `paragraphs` passages of four sentences about a subject of their own. */
export function longPage(sections: number, paragraphs: number): PageText {
  const passages = Array.from({ length: sections * paragraphs }, (_, index) => {
    const section = Math.floor(index / paragraphs);
    const subject = SUBJECTS[section % SUBJECTS.length] ?? '';
    return {
      id: index + 1,
      headings: [`About ${subject}`],
      text: [0, 1, 2, 3]
        .map((part) => `Note ${index}-${part} explains how the old ${subject} were kept by the people of the valley.`)
        .join(' '),
    };
  });
  return { title: 'Life in the valley', language: 'en', passages };
}

const SUBJECTS = [
  'mills',
  'bridges',
  'orchards',
  'chapels',
  'quarries',
  'ferries',
  'kilns',
  'granaries',
  'wells',
  'forges',
];
