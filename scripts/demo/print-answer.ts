import type { Answer } from './read-answer.ts';

/** Columns of text: a terminal is rarely narrower, and longer lines are hard to read. */
const WIDTH = 80;

/** The answer and its citations as plain text for a terminal. `isOnPage` says whether words stand on the page as they are. */
export function printAnswer(answer: Answer, isOnPage: (words: string) => boolean): void {
  console.log(
    `\n${answer.text
      .replace(/\s*【(\d+)[^】]*】/g, ' [$1]')
      .split('\n')
      .map((line) => wrap(line))
      .join('\n')}\n`,
  );
  for (const { marker, quote, passage, where } of answer.citations) {
    const words = quote ?? '(the passage as a whole)';
    const place = [`passage ${passage}`, ...(where?.headings ?? [])].join(' > ');
    const verdict = quote === null ? '' : isOnPage(quote) ? ', found on the page word for word' : ', NOT on the page';
    console.log(wrap(`[${marker}] "${words}"`, '    '));
    console.log(`    ${place}${verdict}\n`);
  }
}

function wrap(line: string, indent = ''): string {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && `${current} ${word}`.length > WIDTH) {
      lines.push(current);
      current = `${indent}${word}`;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current].join('\n');
}
