/** Where an answer goes on at its server. `id` is the server's; `cursor` is how far we have heard it. */
export type Remote = { readonly id: string; readonly cursor: number };

export type HeardRemote = Remote & {
  /** How much of the answer's text that was, in characters. */
  readonly text_length: number;
  /** Where the text behind the last hosted call begins; absent is 0. */
  readonly message_start?: number;
  /** Ids of the hosted calls that were heard. */
  readonly hosted?: readonly string[];
};
