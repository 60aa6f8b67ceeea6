import { chunk, textChunk } from './chunks.ts';
import { done, event, eventStream, type Script, type Step, send } from './script.ts';

/** Answers that no model gives, in pieces of about 64 kB. */

const PIECE = 64_000;

function times(count: number, step: Step): Step[] {
  return Array.from({ length: count }, () => step);
}

/** An answer of so many megabytes, in events of 4 kB: paragraphs of words. */
export function longAnswer(megabytes: number): Script {
  const paragraph = `${'All the bees of the hive are dancing. '.repeat(100)}\n\n`;
  const line = `data: ${JSON.stringify(textChunk(paragraph))}\n\n`;
  const piece = send(line.repeat(Math.ceil(PIECE / line.length)));
  return [eventStream, ...times(Math.ceil((megabytes * 1_000_000) / PIECE), piece), done];
}

/** One event of so many megabytes in one line, after a few words. */
export function longLine(megabytes: number): Script {
  const [open = '', close = ''] = JSON.stringify(textChunk('|')).split('|');
  return [
    eventStream,
    event(textChunk('First words. ')),
    send(`data: ${open}`),
    ...times(Math.ceil((megabytes * 1_000_000) / PIECE), send('x'.repeat(PIECE))),
    send(`${close}\n\n`),
    done,
  ];
}

/** So many calls of a function, each in an event of its own, behind a few words. */
export function manyCalls(count: number, name: string): Script {
  const calls = Array.from({ length: count }, (_, index) =>
    event(
      chunk({ tool_calls: [{ index, id: `call_${index}`, type: 'function', function: { name, arguments: '{}' } }] }),
    ),
  );
  return [eventStream, event(textChunk('First words. ')), ...calls, event(chunk({}, 'tool_calls')), done];
}
