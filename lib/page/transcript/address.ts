const YOUTUBE = /^(?:(?:www|m|music)\.)?youtube(?:-nocookie)?\.com$/;
/** Sites where a tab that plays is led to a time by its address alone. */
const VIMEO = /^(?:www\.|player\.)?vimeo\.com$/;
const ID = /^[\w-]{11}$/;
const IN_PATH = /^\/(?:shorts|live|embed|v)\/([^/]+)/;
/** What says at which second to begin. */
const TIMES = ['t', 'start', 'time_continue'];

export function isYoutube(address: string): boolean {
  return YOUTUBE.test(parse(address)?.hostname ?? '');
}

/** The id of the one video that a page of YouTube is about; null for its other pages and for other sites. */
export function youtubeVideo(address: string): string | null {
  const url = isYoutube(address) ? parse(address) : null;
  if (url === null) return null;
  const id = url.pathname === '/watch' ? url.searchParams.get('v') : url.pathname.match(IN_PATH)?.[1];
  return ID.test(id ?? '') ? (id ?? null) : null;
}

/** The same address of the same video, whatever second it begins at. */
export function withoutTime(address: string): string {
  if (youtubeVideo(address) === null || !TIMES.some((name) => address.includes(`${name}=`))) return address;
  const url = new URL(address);
  for (const name of TIMES) url.searchParams.delete(name);
  return url.href;
}

/** The address that begins at a time, in whole seconds; on sites that know no such address, the page's own. */
export function addressAt(address: string, seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (youtubeVideo(address) !== null) {
    const url = new URL(withoutTime(address));
    url.searchParams.set(
      url.pathname.startsWith('/embed/') ? 'start' : 't',
      `${whole}${url.pathname.startsWith('/embed/') ? '' : 's'}`,
    );
    return url.href;
  }
  return VIMEO.test(parse(address)?.hostname ?? '') ? `${address}#t=${whole}s` : address;
}

function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null; // an empty address
  }
}
