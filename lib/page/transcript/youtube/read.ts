import { type AboutVideo, type Cue, coversWhole, type Transcript } from '../transcript.ts';
import { parsed } from './json.ts';
import { cuesOfJson3 } from './json3.ts';
import { aboutOnPage, chaptersOf, cuesOfPanel } from './page.ts';
import { type PlayerAnswer, playerInPage, readPlayer } from './player.ts';

/** The page that is watched, and its own site. */
export type YoutubePage = {
  readonly document: Document;
  /** Of the video, in seconds; not finite where it is unknown. */
  readonly duration: number;
  /** Addresses of everything that the page has loaded so far. */
  readonly loaded: readonly string[];
  /**
   * Asks the page's own site; `body` makes it a POST of JSON. The body of a good answer, else null: too late, refused, out of
   * reach. Throws where the site wants to be left alone.
   */
  readonly request: (path: string, body?: unknown) => Promise<string | null>;
};

/** The site asks for a pause. */
export class TooManyRequests extends Error {}

/** Clients whose captions need no proof of origin, in the order in which they are asked. */
const CLIENTS = [
  { clientName: 'IOS', clientVersion: '20.10.3' },
  { clientName: 'ANDROID', clientVersion: '20.10.38' },
];

const CAPTIONS = '/api/timedtext';
/** Tracks that are tried of one video. */
const MOST_TRACKS = 2;

type Found = { readonly cues: readonly Cue[]; readonly language: string | null };

type YoutubeReading = {
  readonly transcript: Transcript | null;
  readonly about: AboutVideo;
  /** Asking again would give the same. */
  readonly settled: boolean;
};

/**
 * The video's transcript by the first way that gives one: the panel on the page, the captions that its player has loaded, the
 * captions that other players are offered. Null where there is none.
 */
export async function readYoutube(page: YoutubePage, videoId: string): Promise<YoutubeReading> {
  const { document, duration } = page;
  const told = playerInPage(document, videoId);
  const drawn: Found = { cues: cuesOfPanel(document, duration), language: told?.tracks[0]?.language ?? null };
  const isDrawn = drawn.cues.length > 0 && coversWhole(drawn.cues, duration);
  const { player, found } = isDrawn ? { player: told, found: drawn } : await ask(page, videoId).catch(leftAlone);
  const about = whatIsKnown(aboutOnPage(document), told?.about ?? player?.about);
  const { cues, language } = found ?? drawn;
  const settled = found !== null || (cues.length === 0 && player?.tracks.length === 0);
  if (cues.length === 0) return { transcript: null, about, settled };
  const chapters = chaptersOf(document, { videoId, description: about.description });
  return { transcript: { cues, chapters, language, whole: found !== null }, about, settled };
}

type Answer = { readonly player: PlayerAnswer | null; readonly found: Found | null };

/** A site that wants to be left alone is left alone, and the page still tells what it shows. */
function leftAlone(thrown: unknown): Answer {
  if (thrown instanceof TooManyRequests) return { player: null, found: null };
  throw thrown;
}

async function ask(page: YoutubePage, videoId: string): Promise<Answer> {
  for (const address of playersOwn(page.loaded, videoId)) {
    const found = await captionsAt(page, address, new URL(address).searchParams.get('lang'));
    if (found !== null) return { player: null, found };
  }
  let known: PlayerAnswer | null = null;
  for (const client of CLIENTS) {
    const answer = await page.request('/youtubei/v1/player?prettyPrint=false', { context: { client }, videoId });
    const player = readPlayer(parsed(answer ?? ''), videoId);
    known = player ?? known;
    for (const { address, language } of player?.tracks.slice(0, MOST_TRACKS) ?? []) {
      const found = await captionsAt(page, address, language);
      if (found !== null) return { player, found };
    }
  }
  return { player: known, found: null };
}

/** What the page's own player has asked for, with the proof that it is one; of several what it asked for last. */
function playersOwn(loaded: readonly string[], videoId: string): string[] {
  const own = loaded.filter((address) => {
    const url = URL.parse(address);
    return url?.pathname === CAPTIONS && url.searchParams.get('v') === videoId && url.searchParams.has('pot');
  });
  return own.slice(-1);
}

/** Null for an empty answer, which is how captions are refused. */
async function captionsAt(page: YoutubePage, address: string, language: string | null): Promise<Found | null> {
  const url = URL.parse(address, page.document.URL);
  // Whatever an answer says, nothing but captions is asked for.
  if (url?.pathname !== CAPTIONS) return null;
  url.searchParams.set('fmt', 'json3');
  const cues = cuesOfJson3((await page.request(`${CAPTIONS}${url.search}`)) ?? '');
  return cues.length === 0 ? null : { cues, language: url.searchParams.get('tlang') ?? language };
}

function whatIsKnown(shown: AboutVideo, told: AboutVideo | undefined): AboutVideo {
  return {
    title: told?.title || shown.title,
    channel: told?.channel || shown.channel,
    description: told?.description || shown.description,
  };
}
