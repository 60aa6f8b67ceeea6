/** The selection that goes with the next question, until it is sent or taken away. */
export function createSelection(changed: () => void) {
  let text: string | null = null;
  return {
    text: () => text,
    set(next: string | null): void {
      text = next;
      changed();
    },
  };
}

export type PendingSelection = ReturnType<typeof createSelection>;
