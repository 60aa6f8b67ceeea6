import { describe, expect, it } from 'vitest';
import { readYoutube, TooManyRequests } from '../../../lib/page/transcript/youtube/read.ts';
import {
  CHANNEL,
  CHAPTERS,
  chapterList,
  classicPanel,
  DESCRIPTION,
  json3,
  modernPanel,
  playerAnswer,
  SPOKEN,
  TITLE,
  VIDEO,
  watchPage,
} from '../../support/browser/watch-page.ts';
import { parsePage } from '../parse-page.ts';

const ADDRESS = `https://www.youtube.com/watch?v=${VIDEO}`;
const PLAYER = '/youtubei/v1/player?prettyPrint=false';
const track = (languageCode: string, kind?: string) => ({
  baseUrl: `https://www.youtube.com/api/timedtext?v=${VIDEO}&lang=${languageCode}&fmt=srv3`,
  languageCode,
  ...(kind === undefined ? {} : { kind }),
});
const captions = (language: string) => `/api/timedtext?v=${VIDEO}&lang=${language}&fmt=json3`;

type Asked = { readonly path: string; readonly body: unknown };
type Answers = (asked: Asked) => string | null;
type Client = { readonly context: { readonly client: { readonly clientName: string } }; readonly videoId: string };
const clientOf = (body: unknown) => (body as Client).context.client.clientName;

async function read(html: string, answers: Answers = () => null, loaded: readonly string[] = [], duration = 400) {
  const asked: Asked[] = [];
  const page = {
    document: parsePage(html, ADDRESS),
    duration,
    loaded,
    request: async (path: string, body?: unknown) => {
      asked.push({ path, body });
      return answers({ path, body });
    },
  };
  const { transcript, about } = await readYoutube(page, VIDEO);
  const said = transcript?.cues.map(({ start, text }) => [start, text]);
  return { transcript, about, said, paths: asked.map(({ path }) => path), asked };
}

const SAID = SPOKEN.map(([second, words]) => [second, words]);

describe('a transcript that the page shows', () => {
  it.each([
    ['classic', classicPanel()],
    ['modern', modernPanel()],
    ['classic beside a modern', classicPanel() + modernPanel()],
  ])('in its %s panel is read there, and nobody is asked', async (_name, panel) => {
    const { said, transcript, paths } = await read(watchPage({ panel }));
    expect(said).toEqual(SAID);
    expect(transcript?.whole).toBe(true);
    expect(paths).toEqual([]);
  });

  it('is none of this video where its words go on behind the end', async () => {
    const { transcript } = await read(watchPage({ panel: classicPanel() }), () => null, [], 200);
    expect(transcript).toBeNull();
  });

  it('has the language of the video, not that of the page', async () => {
    const player = playerAnswer([track('cy', 'asr')]);
    const { transcript } = await read(watchPage({ panel: classicPanel(), player }));
    expect(transcript?.language).toBe('cy');
  });

  it('has the chapters of the list below the video', async () => {
    const { transcript } = await read(watchPage({ panel: classicPanel(), chapters: chapterList() }));
    expect(transcript?.chapters).toEqual(CHAPTERS.map(([start, title]) => ({ start, title })));
  });

  it('has the chapters of the panel where there is no such list, or only that of the video before', async () => {
    const chapters = chapterList('another0000', [
      [0, 'Of another video'],
      [9, 'And its end'],
    ]);
    const { transcript } = await read(watchPage({ panel: modernPanel(), chapters }));
    expect(transcript?.chapters.map(({ title }) => title)).toEqual(CHAPTERS.map(([, title]) => title));
  });
});

describe('captions that the page’s player has loaded', () => {
  const own = `${ADDRESS.replace('/watch?', '/api/timedtext?')}&lang=en&pot=proof&fmt=srv3`;
  const other = own.replace(VIDEO, 'another0000');

  it('are asked for again in a form that can be read, and only those of this video', async () => {
    const { said, paths, transcript } = await read(watchPage(), () => json3(), [own, other]);
    expect(paths).toEqual([`/api/timedtext?v=${VIDEO}&lang=en&pot=proof&fmt=json3`]);
    expect(said).toEqual(SAID);
    expect(transcript?.language).toBe('en');
  });

  it('count for more than a panel that has drawn only its beginning', async () => {
    const { said, transcript } = await read(watchPage({ panel: modernPanel(SPOKEN.slice(0, 2)) }), () => json3(), [
      own,
    ]);
    expect(said).toEqual(SAID);
    expect(transcript?.whole).toBe(true);
  });
});

describe('a video whose captions the page has not loaded', () => {
  it('is asked for as a player for telephones would, and its captions then', async () => {
    const { said, asked, about } = await read(watchPage(), ({ path }) =>
      path === PLAYER ? JSON.stringify(playerAnswer([track('en')])) : json3(),
    );
    expect(asked[0]).toEqual({
      path: PLAYER,
      body: { context: { client: { clientName: 'IOS', clientVersion: expect.any(String) } }, videoId: VIDEO },
    });
    expect(asked[1]?.path).toBe(captions('en'));
    expect(asked).toHaveLength(2);
    expect(said).toEqual(SAID);
    expect(about).toEqual({ title: TITLE, channel: CHANNEL, description: DESCRIPTION });
  });

  it.each<[string, Answers]>([
    ['tells nothing', ({ body }) => (body !== undefined && clientOf(body) === 'IOS' ? null : '')],
    ['answers with no JSON', ({ body }) => (body !== undefined && clientOf(body) === 'IOS' ? '<!doctype html>' : '')],
    [
      'tells of another video',
      ({ body }) =>
        body !== undefined && clientOf(body) === 'IOS'
          ? JSON.stringify(playerAnswer([track('xx')], 'another0000'))
          : '',
    ],
    [
      'names captions that come back empty',
      ({ path, body }) => {
        if (path === captions('xx')) return '';
        return body !== undefined && clientOf(body) === 'IOS' ? JSON.stringify(playerAnswer([track('xx')])) : '';
      },
    ],
  ])('is asked for as the next player where the first %s', async (_name, first) => {
    const { said, asked } = await read(watchPage(), (one) => {
      if (one.body !== undefined && clientOf(one.body) === 'ANDROID')
        return JSON.stringify(playerAnswer([track('en')]));
      return one.path === captions('en') ? json3() : first(one);
    });
    expect(asked.filter(({ body }) => body !== undefined).map(({ body }) => clientOf(body))).toEqual([
      'IOS',
      'ANDROID',
    ]);
    expect(said).toEqual(SAID);
  });

  it.each([
    [
      'what a person wrote in the language that is spoken',
      [track('af'), track('en', 'asr'), track('en-GB'), track('zu')],
      'en-GB',
    ],
    ['what was recognized, rather than a translation', [track('af'), track('nl', 'asr'), track('zu')], 'nl'],
    ['what comes first where nothing says what is spoken', [track('cs'), track('zu')], 'cs'],
  ])('gives %s', async (_name, tracks, language) => {
    const { paths, transcript } = await read(watchPage(), ({ path }) =>
      path === PLAYER ? JSON.stringify(playerAnswer(tracks)) : json3(),
    );
    expect(paths[1]).toBe(captions(language));
    expect(transcript?.language).toBe(language);
  });

  it('asks for captions and for nothing else that an answer names', async () => {
    const stranger = { baseUrl: 'https://elsewhere.example/api/steal?v=2', languageCode: 'en' };
    const disguised = { baseUrl: 'https://elsewhere.example/api/timedtext?v=1', languageCode: 'en' };
    const { paths, transcript } = await read(watchPage(), ({ path }) =>
      path === PLAYER ? JSON.stringify(playerAnswer([stranger, disguised])) : '',
    );
    expect(transcript).toBeNull();
    // A path on the page's own site, whatever site was named.
    expect(new Set(paths)).toEqual(new Set([PLAYER, '/api/timedtext?v=1&fmt=json3']));
  });

  it('has no transcript where nobody gives one, and is still told about', async () => {
    const { transcript, about } = await read(watchPage({ player: playerAnswer([]) }), () =>
      JSON.stringify(playerAnswer([])),
    );
    expect(transcript).toBeNull();
    expect(about.description).toBe(DESCRIPTION);
  });
});

describe('a site that wants to be left alone', () => {
  const tired = () => {
    throw new TooManyRequests();
  };

  it('is not asked a second time', async () => {
    const { transcript, paths } = await read(watchPage(), tired);
    expect(transcript).toBeNull();
    expect(paths).toEqual([PLAYER]);
  });

  it('leaves the part of the transcript that its page shows, which is then known to be a part', async () => {
    const { transcript } = await read(watchPage({ panel: modernPanel(SPOKEN.slice(0, 2)) }), tired);
    expect(transcript?.cues).toHaveLength(2);
    expect(transcript?.whole).toBe(false);
  });
});

describe('what is said about the video', () => {
  it('comes from what its player was told, in full', async () => {
    const { about } = await read(watchPage({ panel: classicPanel(), player: playerAnswer([]) }));
    expect(about).toEqual({ title: TITLE, channel: CHANNEL, description: DESCRIPTION });
  });

  it('comes from the page where its script still speaks of the video before', async () => {
    const { about } = await read(watchPage({ panel: classicPanel(), player: playerAnswer([], 'another0000') }));
    expect(about).toEqual({
      title: TITLE,
      channel: CHANNEL,
      description: 'A walk with Ada Fenn, who has counted birds here since 1988.',
    });
  });

  it('holds the chapters where the page lists none', async () => {
    const panel = classicPanel().replace(/<h3>.*?<\/h3>/, '');
    const { transcript } = await read(watchPage({ panel, player: playerAnswer([]) }));
    expect(transcript?.chapters).toEqual([
      { start: 0, title: 'What lives in the mud' },
      { start: 210, title: 'People and the sea' },
      { start: 350, title: 'How to stay dry' },
    ]);
  });

  it('makes no chapters of times that are only mentioned', async () => {
    const description = '0:00 A bell rings\n5:00 It rings again, as at\n2:00 before';
    const answer = playerAnswer([]);
    const player = { ...answer, videoDetails: { ...answer.videoDetails, shortDescription: description } };
    const panel = classicPanel().replace(/<h3>.*?<\/h3>/, '');
    expect((await read(watchPage({ panel, player }))).transcript?.chapters).toEqual([]);
  });
});
