/** How long a server may be silent, in milliseconds. */
export type Idle = {
  /** From sending the request to the first byte of the answer's body. */
  readonly first_byte: number;
  /** Between two pieces of the body. */
  readonly between: number;
  /** After the model said why it stopped, for the token counts and the end that may follow. */
  readonly after_finish: number;
};

/** A model on a slow machine reads a long page for a minute or more before its first word, and sends nothing meanwhile. */
export const DEFAULT_IDLE: Idle = { first_byte: 120_000, between: 60_000, after_finish: 3_000 };

/**
 * Bytes of one whole answer, events and their wrapping included. The longest answers of today's models stay under 5 MB; servers that
 * wrap each token in half a kilobyte of JSON need ten times that.
 */
export const MAX_ANSWER_BYTES = 64_000_000;

/** Characters of one event of a stream, and so of one line: a few words, or one whole function call. */
export const MAX_EVENT_CHARACTERS = 1_000_000;

/**
 * Characters of one answer's text and calls. The longest answers of today's models have 128,000 tokens, some 600,000 characters; every
 * word more is one more that the panel draws again with each piece that comes.
 */
export const MAX_ANSWER_CHARACTERS = 1_000_000;

/** Function calls of one answer. Each becomes a row and a piece of every later prompt. */
export const MAX_ANSWER_CALLS = 1_000;

/** Bytes kept of an answer that says what went wrong; the rest is not read. */
export const MAX_ERROR_BYTES = 64_000;
