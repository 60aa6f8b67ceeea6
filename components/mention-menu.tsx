import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { OpenTab, PanelActions } from '../lib/panel/model.ts';
import { type MentionAt, mentionAt } from './mention-at.ts';
import type { TabsMenu } from './tabs-menu.tsx';

type Props = {
  readonly textbox: RefObject<HTMLTextAreaElement | null>;
  readonly actions: Pick<PanelActions, 'openTabs' | 'nameTabs' | 'mention'>;
  readonly onChange: (text: string) => void;
};

/**
 * The menu of the mention that is being typed, loaded for the first one. It listens to the text box by itself: what is typed
 * comes back with the next frame, and a text box that is drawn again before that would lose it.
 */
export function MentionMenu({ textbox, actions, onChange }: Props) {
  const [typed, setTyped] = useState<MentionAt | null>(null);
  /** Where a mention begins whose menu was closed: it stays closed while that word is typed. */
  const [closed, setClosed] = useState<number | null>(null);
  const [loaded, setLoaded] = useState<{ readonly Menu: typeof TabsMenu } | null>(null);
  const isOpen = typed !== null && typed.start !== closed;

  useEffect(() => {
    const box = textbox.current;
    if (box === null) return;
    const follow = () => {
      const { value, selectionStart, selectionEnd } = box;
      const next = selectionStart === selectionEnd ? mentionAt(value, selectionEnd) : null;
      setTyped((before) => (before?.start === next?.start && before?.words === next?.words ? before : next));
      if (next === null) setClosed(null);
    };
    for (const event of EVENTS) box.addEventListener(event, follow);
    return () => {
      for (const event of EVENTS) box.removeEventListener(event, follow);
    };
  }, [textbox]);

  useEffect(() => {
    if (!isOpen || loaded !== null) return;
    // An update may have replaced the file under an open panel; then `@` is a sign like any other.
    import('./tabs-menu.tsx').then(
      ({ TabsMenu: Menu }) => setLoaded({ Menu }),
      () => undefined,
    );
  }, [isOpen, loaded]);

  if (!isOpen || loaded === null) return null;
  const choose = (tab: OpenTab) => {
    actions.mention(tab);
    const box = textbox.current;
    if (box === null) return;
    box.setRangeText('', typed.start, typed.start + 1 + typed.words.length, 'end');
    onChange(box.value);
    setTyped(null);
  };
  const close = () => setClosed(typed.start);
  return <loaded.Menu words={typed.words} textbox={textbox} actions={actions} onChoose={choose} onClose={close} />;
}

/** After each of them the caret may be elsewhere. */
const EVENTS = ['input', 'keyup', 'click'] as const;
