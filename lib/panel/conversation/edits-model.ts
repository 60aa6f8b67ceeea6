/** Questions that are being put in other words, by message, and what is typed of them. */
export type EditActions = {
  /** What was left when the panel was closed. */
  readonly loadEdits: () => Promise<ReadonlyMap<string, string>>;
  /** Keeps it for when the panel is opened again. Null: it was sent, or left. */
  readonly keepEdit: (messageId: string, text: string | null) => void;
};
