import { declaresArticle } from './declared-article.ts';

/** What the page as a whole says about itself. */
export type PageFacts = {
  readonly declares: {
    readonly article: boolean;
    readonly product: boolean;
    readonly list: boolean;
    readonly thread: boolean;
  };
  /** How much of a text's words stand in the page's title, 0 to 1. */
  readonly sharedWithTitle: (text: string) => number;
};

type Things = readonly Readonly<Record<string, unknown>>[];

const PRODUCT = /^(?:Product|ProductGroup|IndividualProduct|Vehicle|Offer|AggregateOffer)$/;
const LIST = /^(?:ItemList|CollectionPage|SearchResultsPage|OfferCatalog|Blog)$/;
const THREAD = /^(?:DiscussionForumPosting|QAPage|Question|SocialMediaPosting|Comment)$/;

export function pageFacts(document: Document, things: Things): PageFacts {
  const types = [
    ...things.flatMap((thing) => [thing['@type']].flat()),
    ...[...document.querySelectorAll('[itemtype]')].map((item) => item.getAttribute('itemtype')?.split('/').at(-1)),
  ].filter((type) => typeof type === 'string');
  const kind = document.querySelector('meta[property="og:type"]')?.getAttribute('content') ?? '';
  const says = (pattern: RegExp) => types.some((type) => pattern.test(type));
  const title = new Set(wordsOf(document.title));
  return {
    declares: {
      article: declaresArticle(document, things),
      product: /product/.test(kind) || says(PRODUCT),
      list: says(LIST),
      thread: says(THREAD),
    },
    sharedWithTitle: (text) => {
      if (text.length > 200) return 0;
      const words = wordsOf(text);
      return words.length === 0 ? 0 : words.filter((word) => title.has(word)).length / words.length;
    },
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
}
