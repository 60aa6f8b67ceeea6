import { readTime } from '../time-text.ts';
import type { AboutVideo, Chapter, Cue } from '../transcript.ts';

/** Both generations of the panel, which exist side by side: an element for each line, the time and the words inside. */
const SEGMENTS = 'ytd-transcript-segment-renderer, transcript-segment-view-model';
const TIME = '.segment-timestamp, .ytwTranscriptSegmentViewModelTimestamp';
const WORDS = '.segment-text, .ytAttributedStringHost, .yt-core-attributed-string, [role="text"]';
/** Between the lines of the older panel. The newer one draws chapters as items of the same list. */
const SECTIONS = 'ytd-transcript-section-header-renderer, timeline-chapter-view-model';

const CHAPTERS = 'ytd-macro-markers-list-item-renderer';
const CHANNEL = 'ytd-watch-metadata ytd-channel-name a, #owner #channel-name a, ytm-slim-owner-renderer h3';
const DESCRIPTION =
  'ytd-watch-metadata #description-inline-expander yt-attributed-string, #description-inline-expander #expanded, ytm-expandable-video-description-body-renderer .collapsed-string-container';

/** What plays. Other videos of the page are previews. Null while an advertisement takes its place. */
export function videoOf(document: Document): HTMLVideoElement | null {
  return document.querySelector('.ad-showing') === null
    ? document.querySelector('video.html5-main-video, video')
    : null;
}

/** Seconds by which the last words may stand behind the end. */
const TOLERANCE = 5;

/**
 * The transcript as far as the page shows it; empty while its panel is not open. A panel that is closed, or that goes on behind
 * the video's end, may still hold the words of the video before. `duration` in seconds, not finite where it is unknown.
 */
export function cuesOfPanel(document: Document, duration: number): Cue[] {
  const seen = new Set<string>();
  const cues = [...document.querySelectorAll(SEGMENTS)].filter(isShown).flatMap((segment) => {
    const start = readTime(text(segment, TIME));
    const words = text(segment, WORDS);
    const key = `${start} ${words}`;
    // Panels of both generations may hold the same.
    if (start === null || words === '' || seen.has(key)) return [];
    seen.add(key);
    return { start, end: null, text: words };
  });
  return cues.some(({ start }) => start > duration + TOLERANCE) ? [] : cues;
}

function isShown(element: Element): boolean {
  return element.checkVisibility?.() !== false;
}

/** From the list that the page shows, else from the panel, else from the description. */
export function chaptersOf(
  document: Document,
  { videoId, description }: { readonly videoId: string; readonly description: string },
): Chapter[] {
  const listed = [...document.querySelectorAll(CHAPTERS)].flatMap((item) => {
    // The list of the video before may still be there.
    const link = item.querySelector('a[href]')?.getAttribute('href') ?? '';
    return link.includes(videoId) ? chapter(text(item, '#time, .time'), text(item, 'h4, #title')) : [];
  });
  const found = [listed, sectionsOf(document), chaptersIn(description)].find((list) => list.length > 1) ?? [];
  const byStart = new Map(found.map((one) => [one.start, one]));
  return [...byStart.values()].sort((one, other) => one.start - other.start);
}

function sectionsOf(document: Document): Chapter[] {
  let title = '';
  return [...document.querySelectorAll(`${SECTIONS}, ${SEGMENTS}`)].flatMap((element) => {
    if (element.matches(SECTIONS)) {
      title = text(element, 'h3, #title, .shelf-header-layout-wiz__title') || words(element);
      return [];
    }
    const begun = title === '' ? [] : chapter(text(element, TIME), title);
    title = '';
    return begun;
  });
}

const CHAPTER_LINE = /^[^\p{L}\p{N}]*((?:\d{1,2}:)?\d{1,2}:\d{2})(?!\d)[^\p{L}\p{N}]*(\p{L}.*|\p{N}.*)$/u;
/** Fewer are times that somebody mentions. */
const LEAST_CHAPTERS = 3;

/** Lines such as `12:34 The second day`, the first of them at the start: what YouTube itself makes chapters of. */
function chaptersIn(description: string): Chapter[] {
  const found = description.split('\n').flatMap((line) => {
    const [, time = '', title = ''] = line.match(CHAPTER_LINE) ?? [];
    return chapter(time, title);
  });
  const rises = found.every(({ start }, index) => (index === 0 ? start === 0 : start > (found[index - 1]?.start ?? 0)));
  return rises && found.length >= LEAST_CHAPTERS ? found : [];
}

function chapter(time: string, title: string): Chapter[] {
  const start = readTime(time);
  return start === null || title.trim() === '' ? [] : [{ start, title: title.trim() }];
}

/** What the page shows of the video, where its player's answer is that of another one. */
export function aboutOnPage(document: Document): AboutVideo {
  return {
    // The one place that every kind of page keeps in step; `(3)` counts what is unread.
    title: document.title.replace(/^\(\d+\+?\)\s*/, '').replace(/\s*- YouTube$/, ''),
    channel: text(document, CHANNEL),
    description: document.querySelector(DESCRIPTION)?.textContent?.trim() ?? '',
  };
}

function text(within: ParentNode, selector: string): string {
  const element = within.querySelector(selector);
  return element === null ? '' : words(element);
}

function words({ textContent }: Element): string {
  return textContent?.replace(/\s+/g, ' ').trim() ?? '';
}
