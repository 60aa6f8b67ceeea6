import type { RefObject } from 'preact';
import type { EarlierFile } from '../../lib/panel/composer/along-model.ts';
import type { OpenTab, PanelActions } from '../../lib/panel/model.ts';
import { lazy } from '../controls/lazy.tsx';
import { mentionAt } from './mention-at.ts';
import { useTyped } from './use-typed.ts';

type Props = {
  readonly textbox: RefObject<HTMLTextAreaElement | null>;
  readonly actions: Pick<PanelActions, 'openTabs' | 'nameTabs' | 'mention' | 'loadEarlierFiles' | 'attachEarlierFile'>;
  readonly onChange: (text: string) => void;
};

const TabsMenu = lazy(async () => (await import('./tabs-menu.tsx')).TabsMenu, 'idle');

/** The menu of the mention that is being typed, loaded for the first one. */
export function MentionMenu({ textbox, actions, onChange }: Props) {
  const { typed, close, taken } = useTyped(textbox, mentionAt);
  if (typed === null) return null;
  const choose = (chosen: OpenTab | EarlierFile) => {
    if ('file_id' in chosen) actions.attachEarlierFile(chosen);
    else actions.mention(chosen);
    const box = textbox.current;
    if (box === null) return;
    box.setRangeText('', typed.start, typed.start + 1 + typed.words.length, 'end');
    onChange(box.value);
    taken();
  };
  return <TabsMenu words={typed.words} textbox={textbox} actions={actions} onChoose={choose} onClose={close} />;
}
