const LINE_END = /\r\n|\n|\r/;
const DATA = /^data: ?(?=\S)/;
/** How llama.cpp wrote an error until September 2025: as a field that no event stream has. */
const ERROR = /^error: ?(?=\{)/;
const DONE = /^data: ?\[DONE\]/;

export type EventLines = {
  /** The whole events that these bytes complete. */
  push(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
  /** The event whose empty line never came. A line that broke off is dropped, as the standard asks. */
  end(): Uint8Array<ArrayBuffer>;
  /** Whether `[DONE]` has come by. */
  readonly done: boolean;
  /** Characters of the longest event so far with its line ends, an unfinished one included. */
  readonly longest: number;
};

/**
 * An event stream reduced to its data, one whole event after the other. The openai package trips over what the rest may
 * hold (it takes a named event without data, or an empty data line, for broken JSON), and searches an unfinished event from
 * its start with every piece that comes.
 */
export function createEventLines(): EventLines {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let line = '';
  let event = '';
  let afterReturn = false;
  let longest = 0;
  let done = false;

  /** Ends the line; gives the event when that ended it, too. */
  function endLine(): string {
    const ended = line;
    line = '';
    done ||= DONE.test(ended);
    if (DATA.test(ended)) event += `${ended}\n`;
    if (ERROR.test(ended)) event += `data: {"error":${ended.replace(ERROR, '')}}\n`;
    return ended === '' ? endEvent() : '';
  }

  function endEvent(): string {
    const ended = event;
    event = '';
    return ended === '' ? '' : `${ended}\n`;
  }

  return {
    push(bytes) {
      let text = decoder.decode(bytes, { stream: true });
      // The second half of a line end that was cut in two.
      if (afterReturn && text.startsWith('\n')) text = text.slice(1);
      if (text !== '') afterReturn = text.endsWith('\r');
      let events = '';
      for (const [at, piece] of text.split(LINE_END).entries()) {
        if (at > 0) events += endLine();
        line += piece;
        longest = Math.max(longest, event.length + line.length);
      }
      return encoder.encode(events);
    },
    end() {
      done ||= DONE.test(line);
      return encoder.encode(endEvent());
    },
    get done() {
      return done;
    },
    get longest() {
      return longest;
    },
  };
}
