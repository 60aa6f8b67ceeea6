import arabic from './words/ar.json' with { type: 'json' };
import english from './words/en.json' with { type: 'json' };
import japanese from './words/ja.json' with { type: 'json' };

/** What is asked, answered and remembered in the photographs of one language. */
export type Words = {
  readonly question: string;
  /** Pieces, as they come in. The second quotes the article, which is in English everywhere. */
  readonly answer: readonly string[];
  readonly threads: readonly { readonly title: string; readonly question: string; readonly answer: string }[];
  /** What the threads are searched for. */
  readonly search: string;
  readonly assistant: { readonly name: string; readonly instructions: string };
};

export const LANGUAGES = { en: english, ar: arabic, ja: japanese } as const satisfies Record<string, Words>;

/** By the folder of its texts in public/_locales. */
export type Language = keyof typeof LANGUAGES;
