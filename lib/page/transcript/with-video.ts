import { timeText } from '../../notation/time-text.ts';
import { besideLast } from '../beside-passages.ts';
import { contentHash } from '../content-hash.ts';
import { collapse, invisibleCharacters } from '../hygiene.ts';
import { escapeLineStarts, escapeText } from '../markdown/escape.ts';
import { type Heading, type PassageLine, passagesOfLines } from '../passages.ts';
import type { PageSnapshot, Passage } from '../snapshot.ts';
import { withoutTime } from './address.ts';
import { type SpokenLine, spokenLines } from './lines.ts';
import type { AboutVideo, Transcript, VideoReading } from './transcript.ts';

/** Over the words of a video beside which the page says more; the same word in most languages. */
const HEADINGS = { audio: 'Audio', video: 'Video' } as const;

/**
 * The page with what is said in its video. On a site of videos that, and what the site says about the video, is what a viewer
 * came for, and all else stands beside it; elsewhere the page's own text stays, behind the words of a video that says more than
 * it and before those of one that says less.
 */
export function withVideo(page: PageSnapshot, { transcript, about, medium }: VideoReading): PageSnapshot {
  if (transcript === null) return { ...page, transcript: 'none' };
  const part = transcript.whole ? {} : { transcript: 'part' as const };
  if (about !== null) return { ...ofVideo(page, transcript, about), ...part };
  const spoken = transcript.cues.reduce((sum, { text }) => sum + text.length, 0);
  return {
    ...(spoken > page.markdown.length ? before(page, transcript) : behind(page, transcript, HEADINGS[medium])),
    ...part,
  };
}

function ofVideo(page: PageSnapshot, transcript: Transcript, about: AboutVideo): PageSnapshot {
  const title = collapse(about.title) || page.title;
  // A heading that repeats the title is above no passage: it only ends the last chapter.
  const headings = [{ level: 1, text: title }];
  const described = about.description
    .split('\n')
    .map(collapse)
    .filter((line) => line !== '');
  const lines: PassageLine[] = described.map((text) => ({ text, headings, isHeading: false }));
  const spoken = spokenLines(transcript, []);
  const markdown = [
    ...markdownOf(spoken),
    ...(lines.length > 0
      ? [`# ${escapeText(title)}`, lines.map(({ text }) => escapeLineStarts(escapeText(text))).join('\n\n')]
      : []),
  ].join('\n\n');
  const { unread_frames: _, ...rest } = page;
  // While something is marked, the page is known by the address it was marked on.
  const url = page.selection === null ? withoutTime(page.url) : page.url;
  return {
    ...rest,
    url,
    title,
    byline: collapse(about.channel) || null,
    // The page's language is that of its menus.
    language: transcript.language,
    kind: 'transcript',
    markdown,
    passages: besideLast([
      ...passagesOfLines([...spoken, ...lines], title),
      ...besideVideo(page, [...transcript.cues.map(({ text }) => text), ...described]),
    ]),
    hidden_characters: (page.hidden_characters ?? 0) + invisible(transcript) + invisibleCharacters(about.description),
    content_hash: contentHash(url, title, markdown),
  };
}

/** Characters; fewer may stand anywhere by chance. */
const TELLING = 20;

/** What else the page says, such as comments; not what is told already: an open panel with the transcript, the description. */
function besideVideo({ passages }: PageSnapshot, told: readonly string[]): Passage[] {
  const telling = told.map(collapse).filter(({ length }) => length >= TELLING);
  return passages
    .filter(({ text }) => !telling.some((words) => text.includes(words)))
    .map((passage) => ({ ...passage, beside: true }));
}

function before(page: PageSnapshot, transcript: Transcript): PageSnapshot {
  const spoken = spokenLines(transcript, []);
  const heading = page.passages.length > 0 ? [`# ${escapeText(page.title)}`, page.markdown] : [];
  return joined(page, transcript, {
    kind: 'transcript',
    language: transcript.language ?? page.language,
    markdown: [...markdownOf(spoken), ...heading].join('\n\n'),
    passages: [...passagesOfLines(spoken, page.title), ...page.passages],
  });
}

function behind(page: PageSnapshot, transcript: Transcript, name: string): PageSnapshot {
  const heading: Heading = { level: 2, text: name };
  const spoken = spokenLines(transcript, [heading]);
  return joined(page, transcript, {
    kind: page.kind,
    language: page.language,
    markdown: [page.markdown, `## ${name}`, ...markdownOf(spoken)].join('\n\n'),
    passages: [...page.passages, ...passagesOfLines(spoken, page.title)],
  });
}

type Joined = Pick<PageSnapshot, 'kind' | 'language' | 'markdown' | 'passages'>;

function joined(page: PageSnapshot, transcript: Transcript, { passages, ...rest }: Joined): PageSnapshot {
  return {
    ...page,
    ...rest,
    passages: besideLast(passages),
    content_hash: contentHash(page.url, page.title, rest.markdown),
    hidden_characters: (page.hidden_characters ?? 0) + invisible(transcript),
  };
}

function markdownOf(lines: readonly SpokenLine[]): string[] {
  return lines.map(({ text, isHeading, headings, time }) =>
    isHeading
      ? `${'#'.repeat(headings.at(-1)?.level ?? 2)} ${escapeText(text)}`
      : `**${timeText(time)}** ${escapeText(text)}`,
  );
}

function invisible({ cues }: Transcript): number {
  return cues.reduce((sum, { text }) => sum + invisibleCharacters(text), 0);
}
