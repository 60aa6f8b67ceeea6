import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../lib/i18n/index.ts';
import type { OpenTab, OpenTabs, PanelActions } from '../lib/panel/model.ts';
import { foundTabs } from './found-tabs.ts';
import { useTextboxKeys } from './use-textbox-keys.ts';

type Props = {
  /** What is typed behind the `@`. */
  readonly words: string;
  readonly textbox: RefObject<HTMLTextAreaElement | null>;
  readonly actions: Pick<PanelActions, 'openTabs' | 'nameTabs'>;
  /** Called in the click or key press itself. */
  readonly onChoose: (tab: OpenTab) => void;
  readonly onClose: () => void;
};

/** Ids in the document. */
const LIST = 'tabs-menu';
const optionId = (index: number) => `${LIST}-${index}`;

/**
 * The open tabs whose names hold the words, above the text box. The focus stays in the text box, which keeps its role;
 * `aria-activedescendant` says which option its keys are at.
 */
export function TabsMenu({ words, textbox, actions, onChoose, onClose }: Props) {
  const [{ tabs, unnamed }, setOpen] = useState<OpenTabs>({ tabs: [], unnamed: false });
  const [moved, setMoved] = useState<number | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const load = () => void actions.openTabs().then(setOpen, () => undefined);
  useEffect(load, [actions]);
  useLayoutEffect(() => setMoved(null), [words]);

  const found = foundTabs(tabs, words);
  const nameTabs = () => void actions.nameTabs().then(load, () => undefined);
  const choices = [...found.map((tab) => () => onChoose(tab)), ...(unnamed ? [nameTabs] : [])];
  // An Enter that was meant to send never asks for a permission.
  const active = Math.min(moved ?? (found.length > 0 ? 0 : -1), choices.length - 1);
  const move = (by: 1 | -1) =>
    setMoved(active === -1 && by === -1 ? choices.length - 1 : (active + by + choices.length) % choices.length);

  useTextboxKeys(textbox, { choose: choices[active], move: choices.length === 0 ? undefined : move, onClose });
  useLayoutEffect(() => {
    const box = textbox.current;
    if (box === null || choices.length === 0) return;
    box.setAttribute('aria-autocomplete', 'list');
    box.setAttribute('aria-controls', LIST);
    if (active === -1) box.removeAttribute('aria-activedescendant');
    else box.setAttribute('aria-activedescendant', optionId(active));
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
    return () => {
      for (const name of ['autocomplete', 'controls', 'activedescendant']) box.removeAttribute(`aria-${name}`);
    };
  }, [textbox, active, choices.length]);

  if (choices.length === 0) return null;
  return (
    <div ref={list} id={LIST} class="tabs-menu" role="listbox" aria-label={t('open_tabs')}>
      {choices.map((choose, index) => {
        const tab = found[index];
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text box
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text box takes the keys
          <div
            key={tab?.id ?? 'name-tabs'}
            id={optionId(index)}
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={choose}
          >
            {tab === undefined ? <span class="name-tabs">{t('name_tabs')}</span> : <TabName tab={tab} />}
          </div>
        );
      })}
    </div>
  );
}

function TabName({ tab: { title, url, host } }: { readonly tab: OpenTab }) {
  return (
    <>
      <span class="tab-title" dir="auto">
        {title === '' ? url : title}
      </span>
      <bdi class="host">{host}</bdi>
    </>
  );
}
