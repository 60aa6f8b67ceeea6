import { spokenText } from '../markdown/plain-text.ts';

/** Longer utterances, in characters, are cut off by some voices of Chromium after about fifteen seconds. */
const LONGEST = 200;

/**
 * Reads Markdown aloud, a sentence at a time. The result stops it; `onEnd` is called once, when all is said or where the
 * browser cannot say it.
 */
export function speak(markdown: string, onEnd: () => void): () => void {
  const { speechSynthesis } = globalThis;
  const language = languageOf(markdown);
  const sentences = sentencesOf(spokenText(markdown), language);
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    onEnd();
  };
  // Only one voice at a time: what another answer has begun is over.
  speechSynthesis.cancel();
  sentences.forEach((sentence, index) => {
    const utterance = new SpeechSynthesisUtterance(sentence);
    if (language !== '') utterance.lang = language;
    utterance.onerror = end;
    if (index === sentences.length - 1) utterance.onend = end;
    speechSynthesis.speak(utterance);
  });
  if (sentences.length === 0) end();
  return () => {
    if (isOver) return;
    isOver = true;
    speechSynthesis.cancel();
  };
}

function sentencesOf(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language || undefined, { granularity: 'sentence' });
  return [...segmenter.segment(text)].flatMap(({ segment }) => pieces(segment.trim())).filter(Boolean);
}

/** At the last space before the limit, or at the limit. */
function pieces(sentence: string): string[] {
  if (sentence.length <= LONGEST) return [sentence];
  const space = sentence.lastIndexOf(' ', LONGEST);
  const at = space > 0 ? space : LONGEST;
  return [sentence.slice(0, at), ...pieces(sentence.slice(at).trim())];
}

/** By its script where that tells, else the browser's own: a wrong voice is worse than an accent. */
const SCRIPTS: readonly (readonly [language: string, script: RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['ko', /\p{Script=Hangul}/u],
  ['zh', /\p{Script=Han}/u],
  ['ar', /\p{Script=Arabic}/u],
  ['he', /\p{Script=Hebrew}/u],
  ['ru', /\p{Script=Cyrillic}/u],
  ['el', /\p{Script=Greek}/u],
  ['hi', /\p{Script=Devanagari}/u],
  ['th', /\p{Script=Thai}/u],
];

function languageOf(text: string): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const found = SCRIPTS.find(([, script]) => (text.match(new RegExp(script, 'gu'))?.length ?? 0) * 4 > letters);
  return found?.[0] ?? '';
}
