/**
 * What the user typed as a site that is never to be read, in the form in which it is kept: a host without `www.`, with a port and
 * the start of a path where they were typed; `file` for all files of this computer. Null for what is no site.
 */
export function readNeverRead(typed: string): string | null {
  const text = typed.trim().replace(/^\*:\/\//, 'https://');
  if (/^file(:.*)?$/i.test(text)) return 'file';
  const address = (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`).replace(/(:\/\/)\*\./, '$1');
  if (!URL.canParse(address)) return null;
  const { protocol, host, hostname, pathname } = new URL(address);
  // Chromium takes a host with a blank in it and writes `%20`.
  if (!/^https?:$/.test(protocol) || !/^(\[[\da-f:.]+\]|[^\s*%]*[^\s*.%])$/i.test(plainHost(hostname))) return null;
  return plainHost(host) + pathname.replace(/[/*]+$/, '');
}

/** Whether one of the entries, as {@link readNeverRead} gives them, covers the page: its host, any host below it, and the path it begins with. */
export function isNeverRead(entries: readonly string[], address: string): boolean {
  if (entries.length === 0) return false;
  const url = parse(address);
  if (url === null) return false;
  if (url.protocol === 'file:') return entries.includes('file');
  return entries.some((entry) => {
    const slash = entry.indexOf('/');
    const host = slash === -1 ? entry : entry.slice(0, slash);
    const path = slash === -1 ? '' : entry.slice(slash);
    return isHost(host, url) && (path === '' || isBelow(path, url.pathname));
  });
}

/** An entry without a port holds for all of them. */
function isHost(entry: string, { host, hostname }: URL): boolean {
  const given = plainHost(/:\d+$/.test(entry) ? host : hostname);
  return given === entry || given.endsWith(`.${entry}`);
}

/** What a site has put together in the browser belongs to the site. */
function parse(address: string): URL | null {
  const inner = address.replace(/^(?:blob|view-source):/, '');
  return URL.canParse(inner) ? new URL(inner) : null;
}

/** Without the dot at the end that a host may be written with, and without `www.`. */
const plainHost = (host: string) => host.replace(/\.+(?=:\d+$|$)/, '').replace(/^www\.(?=.*\.)/, '');

/** Servers differ in what they make of `..` that was escaped: what is below by either reading is. */
function isBelow(entry: string, path: string): boolean {
  const wanted = segmentsOf(entry);
  const given = segmentsOf(path);
  return [given, resolved(given)].some((segments) => wanted.every((segment, index) => segment === segments[index]));
}

/** Each as it reads without escapes; empty ones are none. */
function segmentsOf(path: string): string[] {
  return unescaped(path)
    .split(/[/\\]/)
    .filter((segment) => segment !== '' && segment !== '.');
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // Not all of it is UTF-8.
    return path.replace(/%([2-7][\da-f])/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  }
}

function resolved(segments: readonly string[]): string[] {
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else kept.push(segment);
  }
  return kept;
}
