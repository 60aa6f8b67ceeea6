import type { Body, Sites } from './pages.ts';

/** What is said in the film, each sentence in two captions. */
export const SAID = [
  'The first lamp of the lighthouse burned whale oil and could be seen from eleven miles away.',
  'Four keepers carried the oil up two hundred and six steps every evening of the year.',
  'In 1867 the oil was replaced by paraffin, which was cheaper and gave a whiter light.',
  'The keepers wrote down every ship that passed, and their books fill nine shelves today.',
  'A storm in the winter of 1902 broke the glass of the lantern on the side of the sea.',
  'The new glass came from Paris in forty crates and was put together within six weeks.',
  'Electric light came to the tower in 1931, and two of the keepers had to look for other work.',
  'Since 1984 nobody has lived on the rock, and the lamp is switched on from the harbour office.',
];

/** Seconds between two sentences. */
export const STEP = 40;

const CHAPTERS = ['Oil', 'Storms', 'Electric light'];
/** The sentence with which each chapter begins. */
const BEGINNINGS = [0, 4, 6];

const stamp = (seconds: number) =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}.000`;

type Part = readonly [start: number, end: number, text: string];

const vtt = (parts: readonly Part[]): Body => ({
  type: 'text/vtt',
  data: `WEBVTT\n\n${parts.map(([start, end, text]) => `${stamp(start)} --> ${stamp(end)}\n${text}\n`).join('\n')}`,
});

const captions = (sentences: readonly string[]): Body =>
  vtt(
    sentences.flatMap((sentence, index): Part[] => {
      const words = sentence.split(' ');
      const start = index * STEP;
      return [
        [start, start + 4, words.slice(0, 8).join(' ')],
        [start + 4, start + 8, words.slice(8).join(' ')],
      ];
    }),
  );

const film = (tracks: string, attributes = 'controls') =>
  `<video width="640" height="360" ${attributes}>${tracks}</video>`;

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`;

const GERMAN = SAID.map(
  (_, index) => `Der Satz Nummer ${index + 1} wird hier auf Deutsch gesagt und von niemandem gelesen.`,
);

/** Pages with a video: its words in tracks, in the page's shadow tree, or nowhere. */
export const TALKS: Sites = {
  unseen: {
    '/': page(
      'The harbour office',
      `<p>The office opens at nine and closes at five. The tide tables hang at its door.</p>
      <video width="640" height="360" controls style="opacity:0"><track kind="captions" srclang="en" src="/en.vtt"></video>
      <video width="640" height="360" controls style="position:absolute;left:-9999px"><track kind="captions" srclang="en" src="/en.vtt"></video>
      <div style="clip-path:inset(100%)">${film('<track kind="captions" srclang="en" src="/en.vtt">')}</div>
      <audio><track kind="captions" srclang="en" src="/en.vtt"></audio>`,
    ),
    '/en.vtt': captions(SAID),
  },
  talks: {
    '/': page(
      'The lamp on the rock',
      `${film(`<track kind="subtitles" srclang="de" src="/de.vtt" default><track kind="captions" srclang="en" src="/en.vtt">
        <track kind="chapters" srclang="en" src="/chapters.vtt"><track kind="metadata" src="/thumbnails.vtt">`)}
      <p>A film about a lighthouse and the people who kept it.</p>`,
    ),
    '/en.vtt': captions(SAID),
    '/de.vtt': captions(GERMAN),
    '/chapters.vtt': vtt(CHAPTERS.map((title, index) => [(BEGINNINGS[index] ?? 0) * STEP, 400, title])),
    '/thumbnails.vtt': vtt([[0, 400, 'sprite.png#xywh=0,0,160,90']]),
    '/player': `${page('In a player', '<tower-player></tower-player><p>The player of this site.</p>')}<script>
      customElements.define('tower-player', class extends HTMLElement {
        constructor() {
          super();
          const video = document.createElement('video');
          Object.assign(video, { controls: true, width: 640, height: 360 });
          const track = video.addTextTrack('captions', 'English', 'en');
          track.mode = 'hidden';
          ${JSON.stringify(SAID)}.forEach((text, index) => track.addCue(new VTTCue(index * ${STEP}, index * ${STEP} + 8, text)));
          this.attachShadow({ mode: 'open' }).append(video);
        }
      });</script>`,
    '/framed': page('In a frame', '<iframe src="/" width="700" height="420"></iframe><p>The frame of this site.</p>'),
    '/silent': page(
      'A silent film',
      `${film('')}<p>${'This film was found in a barn, and nobody knows who made it. '.repeat(4)}</p>`,
    ),
    '/lost': page(
      'A lost track',
      `${film('<track kind="captions" srclang="en" src="/gone.vtt">')}<p>${'The captions of this film have been lost for years. '.repeat(4)}</p>`,
    ),
    '/decorated': page(
      'Waves',
      `${film('', 'autoplay muted loop')}<p>${'Behind these words a film of waves goes on and on. '.repeat(4)}</p>`,
    ),
  },
};
