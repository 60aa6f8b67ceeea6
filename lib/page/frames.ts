import { besideLast } from './beside-passages.ts';
import { contentHash } from './content-hash.ts';
import type { PageSnapshot, Passage, UnreadFrame } from './snapshot.ts';

/** CSS pixels. Frames below this size are advertisements, buttons and counters. */
const LEAST_WIDTH = 320;
const LEAST_HEIGHT = 120;

/** A frame that says less than this many characters is a player or a picture. */
const LEAST_TEXT = 100;

/**
 * Where a window stands among the frames of its tab: its place in each `frames` list on the way from the top, such as `0.2`; the
 * top itself is the empty string. Works across origins and tells the page nothing. Null inside a shadow tree, which no list holds.
 */
export function framePath(window: Window): string | null {
  const places: number[] = [];
  for (let inner = window; inner !== inner.parent; inner = inner.parent) {
    const place = Array.from({ length: inner.parent.length }).findIndex((_, index) => inner.parent[index] === inner);
    if (place === -1) return null;
    places.unshift(place);
  }
  return places.join('.');
}

/** The frames among `elements` that are worth reading and that only a script inside them can read. */
export function unreadFrames(elements: readonly Element[]): UnreadFrame[] {
  return elements.flatMap((element) => {
    const { width, height } = element.getBoundingClientRect();
    const window = (element as HTMLIFrameElement).contentWindow;
    const path = window && width >= LEAST_WIDTH && height >= LEAST_HEIGHT ? framePath(window) : null;
    return path === null ? [] : [{ path, host: hostOf(element) }];
  });
}

function hostOf(frame: Element): string {
  try {
    return new URL(frame.getAttribute('src') ?? '', frame.baseURI).host;
  } catch {
    return '';
  }
}

/**
 * The page with what its frames say after it, each under its host as a heading: what a frame calls itself nobody sees. `frames`:
 * what each frame that could be read has given, by path. The others stay in `unread_frames`.
 */
export function withFrames(page: PageSnapshot, frames: ReadonlyMap<string, PageSnapshot>): PageSnapshot {
  const found = (page.unread_frames ?? []).map((frame) => ({ frame, snapshot: frames.get(frame.path) }));
  const read = found.flatMap(({ frame, snapshot }) => (snapshot ? [{ frame, snapshot }] : []));
  const unread = [
    ...found.flatMap(({ frame, snapshot }) => (snapshot ? [] : [frame])),
    ...read.flatMap(({ snapshot }) => snapshot.unread_frames ?? []),
  ];
  const said = read.filter(({ snapshot }) => snapshot.markdown.length >= LEAST_TEXT);
  const markdown = [page.markdown, ...said.map(({ frame, snapshot }) => `## ${frame.host}\n\n${snapshot.markdown}`)]
    .filter((text) => text !== '')
    .join('\n\n');
  const passages = [...page.passages, ...said.flatMap(({ frame, snapshot }) => passagesUnder(frame, snapshot))];
  const { unread_frames: _, ...rest } = page;
  return {
    ...rest,
    markdown,
    passages: besideLast(passages),
    content_hash: contentHash(page.url, page.title, markdown),
    hidden_characters: [page, ...said.map(({ snapshot }) => snapshot)].reduce(
      (sum, { hidden_characters = 0 }) => sum + hidden_characters,
      0,
    ),
    selection: page.selection ?? read.find(({ snapshot }) => snapshot.selection !== null)?.snapshot.selection ?? null,
    ...(unread.length > 0 ? { unread_frames: unread } : {}),
  };
}

function passagesUnder({ host }: UnreadFrame, { passages }: PageSnapshot): Passage[] {
  return passages.map((passage) => ({ ...passage, headings: [host, ...passage.headings] }));
}
