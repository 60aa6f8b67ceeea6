/** Names of places in a page are short and have no white space. */
const LONGEST_FRAGMENT = 100;

/**
 * An address without a fragment that says something. Fragments never reach a server, so they can carry any text unseen: text
 * fragments and sentences are dropped, names of places stay.
 */
export function withoutMessage(url: URL): URL {
  const [place = ''] = url.hash.split(':~:');
  const isName = place.length > 1 && place.length <= LONGEST_FRAGMENT && !/%20|%0[9ad]|\+\w+\+/i.test(place);
  if (place !== url.hash || !isName) url.hash = isName ? place : '';
  return url;
}
