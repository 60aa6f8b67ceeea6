import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { EarlierFile } from '../../lib/panel/composer/along-model.ts';
import type { OpenTab, OpenTabs, PanelActions } from '../../lib/panel/model.ts';
import { ChoiceList, type ListChoice } from './choice-list.tsx';
import { FileName, useEarlierFiles } from './earlier-files.tsx';
import { foundTabs } from './found-tabs.ts';

type Props = {
  /** What is typed behind the `@`. */
  readonly words: string;
  readonly textbox: RefObject<HTMLTextAreaElement | null>;
  readonly actions: Pick<PanelActions, 'openTabs' | 'nameTabs' | 'loadEarlierFiles'>;
  /** Called in the click or key press itself. */
  readonly onChoose: (chosen: OpenTab | EarlierFile) => void;
  readonly onClose: () => void;
};

/** The open tabs whose names hold the words, and the files that were attached before. */
export function TabsMenu({ words, textbox, actions, onChoose, onClose }: Props) {
  const [{ tabs, unnamed }, setOpen] = useState<OpenTabs>({ tabs: [], unnamed: false });
  const load = () => void actions.openTabs().then(setOpen, () => undefined);
  useEffect(load, [actions]);
  const files = useEarlierFiles(actions.loadEarlierFiles, words);

  const found = foundTabs(tabs, words).map((tab): ListChoice => {
    return { key: tab.id, onChoose: () => onChoose(tab), content: <TabName tab={tab} /> };
  });
  const nameTabs: ListChoice = {
    key: 'name-tabs',
    onChoose: () => void actions.nameTabs().then(load, () => undefined),
    isAside: true,
    content: <span class="name-tabs">{t('name_tabs')}</span>,
  };
  const earlier = files.map((file): ListChoice => {
    return { key: file.file_id, onChoose: () => onChoose(file), content: <FileName file={file} /> };
  });
  const choices = [...found, ...earlier, ...(unnamed ? [nameTabs] : [])];
  return (
    <ChoiceList
      id="tabs-menu"
      label={t(files.length > 0 ? 'files_and_tabs' : 'open_tabs')}
      textbox={textbox}
      words={words}
      choices={choices}
      onClose={onClose}
    />
  );
}

function TabName({ tab: { title, url, host } }: { readonly tab: OpenTab }) {
  return (
    <>
      <span class="choice-name" dir="auto">
        {title === '' ? url : title}
      </span>
      <bdi class="host">{host}</bdi>
    </>
  );
}
