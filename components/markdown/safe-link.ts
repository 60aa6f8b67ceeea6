import { decodeEntities } from './decode-entities.ts';

const OPENABLE: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

export type SafeLink = {
  readonly url: string;
  /** Where it really leads, in the form that cannot be faked by look-alike letters (punycode). */
  readonly host: string;
};

/** The destination as the browser would read it, or null where it is none that a click may open. */
export function safeLink(href: string): SafeLink | null {
  const url = URL.parse(decodeEntities(href));
  if (url === null || !OPENABLE.has(url.protocol)) return null;
  return { url: url.href, host: url.protocol === 'mailto:' ? url.pathname : url.host };
}

/** Whether the words of a link name another host than it leads to, as in `[bank.example](https://elsewhere.example)`. */
export function namesAnotherHost(words: string, link: SafeLink): boolean {
  const trimmed = words.trim();
  if (!/^(?:https?:\/\/)?[^\s/@]+\.[^\s/@.]{2,}(?:[/?#:]\S*)?$/i.test(trimmed)) return false;
  const named = URL.parse(/^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
  return named !== null && withoutWww(named.host) !== withoutWww(link.host);
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '');
}
