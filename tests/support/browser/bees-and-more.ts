import { BEES } from './articles.ts';
import type { Sites } from './pages.ts';

/** Where the link of {@link BEES_AND_MORE} leads. */
export const COMBS = 'https://combs.example/about?cells=6';

const RED =
  '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240"><rect width="320" height="240" fill="rgb(200,30,40)"/></svg>';

/** The article about bees, with a link (`#more a`: "What combs are made of") and a red picture of 320 by 240 in front. */
export const BEES_AND_MORE: Sites = {
  bees: {
    '/': BEES.replace(
      '<article>',
      `<article><p id="more"><a href="${COMBS}" style="display: inline-block; padding: 20px">What combs are made of</a></p><p><img width="80" height="60" src="/red.svg" alt=""></p>`,
    ),
    '/red.svg': { type: 'image/svg+xml', data: RED },
  },
};
