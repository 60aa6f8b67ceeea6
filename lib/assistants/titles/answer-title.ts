import { stripMarkers } from '../../notation/markers.ts';
import { sentencesOf } from '../../search/sentences.ts';
import { shortTitle } from './short-title.ts';

const CODE = /^ {0,3}(```|~~~)[\s\S]*?(?:^ {0,3}\1.*$|(?![\s\S]))/gmu;
const HEADING = /^ {0,3}#{1,6}[^\S\n]+(\S.*)$/mu;
/** A quotation, an item of a list, an item of tasks. */
const BEGINNING = /^\s*(?:>\s*|[-*+•]\s+|\d{1,3}[.)]\s+|\[[ x]\]\s+)+/u;
/** More characters of a line than a title takes: only they are read. */
const MOST = 500;
const TABLE_OR_RULE = /^\s*(?:\||[-*_=\s]+$)/u;

/** What an answer begins with: its first heading where it has one, else its first sentence. Empty where it has neither. */
export function answerTitle(answer: string): string {
  const text = stripMarkers(answer.replace(CODE, ''));
  const heading = HEADING.exec(text)?.[1]
    ?.slice(0, MOST)
    .replace(/\s#+\s*$/u, '');
  const [sentence = ''] = sentencesOf(withoutMarks(heading ?? firstLine(text)), null);
  return shortTitle(sentence.replace(/[.。:：]$/u, ''));
}

/** That has words. */
function firstLine(text: string): string {
  const lines = text.split('\n').map((line) => line.slice(0, MOST));
  return lines.find((line) => !TABLE_OR_RULE.test(line) && /[\p{L}\p{N}]/u.test(line)) ?? '';
}

/** Markdown of one line as its words. */
export function withoutMarks(line: string): string {
  return line
    .replace(BEGINNING, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replace(/(\*\*|__|~~|`)(.+?)\1/gu, '$2')
    .replace(/(?<![\p{L}\p{N}])([*_])(\S(?:.*?\S)?)\1(?![\p{L}\p{N}])/gu, '$2')
    .trim();
}
