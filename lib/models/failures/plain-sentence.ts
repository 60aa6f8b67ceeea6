const LONGEST = 300;

/**
 * What a server said, as one line of plain text of at most 300 characters: without markup, control characters and the
 * user's key, which some servers repeat. A web page gives its title.
 */
export function plainSentence(said: string, key: string | null): string {
  const title = /<title[^>]*>([^<]*)/i.exec(said)?.[1];
  const text = (title ?? said)
    .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
    .replace(/<[^>]*(>|$)/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const safe = key === null || key.length < 8 ? text : text.replaceAll(key, '…');
  return safe.length <= LONGEST ? safe : `${safe.slice(0, LONGEST - 1).trimEnd()}…`;
}
