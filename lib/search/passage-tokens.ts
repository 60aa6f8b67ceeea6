import type { Passage } from '../page/snapshot.ts';
import { estimateTokens } from './tokens.ts';

/** Tokens of a passage's number and of what separates it from the next. */
const NUMBERING = 10;

/** What a passage takes of a prompt, estimated. Headings count: a prompt names them with the passage. */
export function passageTokens({ text, headings }: Passage): number {
  return estimateTokens(text) + estimateTokens(headings.join(' ')) + NUMBERING;
}
