/** Pages of YouTube as their players and panels are built, with words of our own: what they were in the autumn of 2026. */

export const VIDEO = 'tide4flat00';
export const TITLE = 'The mud flats of the estuary';
export const CHANNEL = 'Shore Walks';

/** What is said, by the second. */
export const SPOKEN: readonly (readonly [second: number, words: string])[] = [
  [1, 'At low tide the flats of this estuary reach four miles out to the old wreck.'],
  [70, 'The lugworm turns over the whole of the sand above it about once in a month.'],
  [140, 'Knots come from the Arctic in October, and forty thousand of them feed here.'],
  [210, 'In 1953 the sea broke the wall in three places and stayed for eleven weeks.'],
  [280, 'Samphire was burned for its ash, from which the glassmakers of the town took soda.'],
  [350, 'Nobody should walk to the wreck alone, because the tide comes in from behind.'],
];

export const CHAPTERS: readonly (readonly [second: number, title: string])[] = [
  [0, 'What lives in the mud'],
  [210, 'People and the sea'],
];

export const DESCRIPTION = `A walk with Ada Fenn, who has counted birds here since 1988.

0:00 What lives in the mud
3:30 People and the sea
5:50 How to stay dry

Filmed in three days of October.`;

const stamp = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** The panel that pages with chapters still have. */
export const classicPanel = (spoken = SPOKEN) => `
<ytd-engagement-panel-section-list-renderer target-id="engagement-panel-searchable-transcript"><div id="segments-container">
<ytd-transcript-section-header-renderer><h3>${CHAPTERS[0]?.[1]}</h3></ytd-transcript-section-header-renderer>
${spoken
  .map(
    ([second, words]) => `<ytd-transcript-segment-renderer><div class="segment">
      <div class="segment-start-offset"><div class="segment-timestamp">\n  ${stamp(second)}\n</div></div>
      <yt-formatted-string class="segment-text">${words}</yt-formatted-string></div></ytd-transcript-segment-renderer>`,
  )
  .join('')}</div></ytd-engagement-panel-section-list-renderer>`;

/** The newer panel, whose chapters are items of the same list. */
export const modernPanel = (spoken = SPOKEN) => `
<ytd-engagement-panel-section-list-renderer target-id="PAmodern_transcript_view"><yt-section-list-renderer>
${spoken
  .map(([second, words]) => {
    const chapter = CHAPTERS.find(([start]) => Math.abs(start - second) < 2)?.[1];
    const heading =
      chapter === undefined
        ? ''
        : `<macro-markers-panel-item-view-model><timeline-chapter-view-model>
        <h3 class="ytwTimelineChapterViewModelTitle">${chapter}</h3></timeline-chapter-view-model></macro-markers-panel-item-view-model>`;
    return `${heading}<macro-markers-panel-item-view-model><transcript-segment-view-model>
      <div class="ytwTranscriptSegmentViewModelTimestamp">${stamp(second)}</div>
      <div class="ytwTranscriptSegmentViewModelTimestampA11yLabel">${second} seconds</div>
      <span class="ytAttributedStringHost" role="text">${words}</span></transcript-segment-view-model></macro-markers-panel-item-view-model>`;
  })
  .join('')}</yt-section-list-renderer></ytd-engagement-panel-section-list-renderer>`;

/** The list of chapters below a video. */
export const chapterList = (video = VIDEO, chapters = CHAPTERS) =>
  chapters
    .map(
      ([
        second,
        title,
      ]) => `<ytd-macro-markers-list-item-renderer><a id="endpoint" href="/watch?v=${video}&amp;t=${second}s">
      <div id="details"><h4 title="${title}">${title}</h4><div id="time">${stamp(second)}</div></div></a></ytd-macro-markers-list-item-renderer>`,
    )
    .join('');

type Track = { readonly baseUrl: string; readonly languageCode: string; readonly kind?: string };

/** What a player is told about a video. */
export function playerAnswer(tracks: readonly Track[], video = VIDEO) {
  return {
    playabilityStatus: { status: 'OK' },
    videoDetails: {
      videoId: video,
      title: TITLE,
      author: CHANNEL,
      shortDescription: DESCRIPTION,
      lengthSeconds: '400',
    },
    ...(tracks.length === 0
      ? {}
      : {
          captions: {
            playerCaptionsTracklistRenderer: { captionTracks: tracks, audioTracks: [{ captionTrackIndices: [0] }] },
          },
        }),
  };
}

/** Captions as `fmt=json3` gives them, with the empty events between. */
export const json3 = (spoken = SPOKEN) =>
  JSON.stringify({
    wireMagic: 'pb3',
    events: [
      { tStartMs: 0, dDurationMs: 400_000, id: 1, wpWinPosId: 1 },
      ...spoken.flatMap(([second, words]) => [
        { tStartMs: second * 1000, dDurationMs: 6000, segs: words.split(/(?= )/).map((utf8) => ({ utf8 })) },
        { tStartMs: second * 1000 + 5990, aAppend: 1, segs: [{ utf8: '\n' }] },
      ]),
    ],
  });

type Parts = {
  readonly panel?: string;
  readonly chapters?: string;
  /** What the page's script says its player was told. */
  readonly player?: unknown;
  readonly title?: string;
};

export const watchPage = ({
  panel = '',
  chapters = '',
  player,
  title = TITLE,
}: Parts = {}) => `<!doctype html><html lang="en"><head>
<title>(3) ${title} - YouTube</title></head><body>
${player === undefined ? '' : `<script>var ytInitialPlayerResponse = ${JSON.stringify(player)};var meta = {"a":"}"};</script>`}
<ytd-app><div id="movie_player"><video class="html5-main-video" width="640" height="360"></video></div>
<ytd-watch-metadata><h1>${title}</h1><div id="owner"><ytd-channel-name id="channel-name"><a href="/@shore">${CHANNEL}</a></ytd-channel-name></div>
<div id="description-inline-expander"><yt-attributed-string>A walk with Ada Fenn, who has counted birds here since 1988.</yt-attributed-string></div>
</ytd-watch-metadata>${chapters}${panel}
<ytd-comments><p>The first comment says that the music is too loud for a walk of this kind.</p></ytd-comments></ytd-app></body></html>`;
