/** Text that has come over the port and may not be on disk yet, by message. */
export type LiveText = {
  /** `offset`: how many characters of the message came before `delta`. */
  add(messageId: string, offset: number, delta: string): void;
  /** The longer of what is stored and what has come. A gap waits for the next checkpoint to fill it. */
  textOf(messageId: string, stored: string): string;
  forget(messageId: string): void;
  clear(): void;
};

type Piece = { readonly offset: number; text: string };

export function createLiveText(): LiveText {
  const pieces = new Map<string, Piece>();
  return {
    add(messageId, offset, delta) {
      const piece = pieces.get(messageId);
      if (piece !== undefined && piece.offset + piece.text.length === offset) piece.text += delta;
      // Some deltas were missed while no port was open: only the newest run of them is of use.
      else if (piece === undefined || offset > piece.offset + piece.text.length)
        pieces.set(messageId, { offset, text: delta });
    },

    textOf(messageId, stored) {
      const piece = pieces.get(messageId);
      if (piece === undefined || piece.offset > stored.length) return stored;
      return piece.offset + piece.text.length > stored.length ? stored.slice(0, piece.offset) + piece.text : stored;
    },

    forget: (messageId) => pieces.delete(messageId),
    clear: () => pieces.clear(),
  };
}
