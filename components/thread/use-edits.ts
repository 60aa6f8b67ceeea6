import { useEffect, useState } from 'preact/hooks';
import type { EditActions } from '../../lib/panel/conversation/edits-model.ts';

/** Questions that are being put in other words. They outlast their articles, which come and go with the scrolling, and the panel. */
export type Edits = {
  /** Undefined where none is. */
  readonly of: (messageId: string) => string | undefined;
  /** Null: it was sent, or left. */
  readonly keep: (messageId: string, text: string | null) => void;
};

/** Another object once those are there that were left when the panel was closed. */
export function useEdits(actions: EditActions): Edits {
  const [texts] = useState(() => new Map<string, string>());
  const [edits, setEdits] = useState(() => editsOf(texts, actions));
  useEffect(() => {
    actions.loadEdits().then(
      (kept) => {
        if (kept.size === 0) return;
        for (const [id, text] of kept) if (!texts.has(id)) texts.set(id, text);
        setEdits(editsOf(texts, actions));
      },
      () => undefined,
    );
  }, []);
  return edits;
}

function editsOf(texts: Map<string, string>, { keepEdit }: EditActions): Edits {
  return {
    of: (id) => texts.get(id),
    keep(id, text) {
      if (text === null) texts.delete(id);
      else texts.set(id, text);
      keepEdit(id, text);
    },
  };
}
