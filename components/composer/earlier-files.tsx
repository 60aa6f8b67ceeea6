import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { EarlierFile } from '../../lib/panel/composer/along-model.ts';
import type { PanelActions } from '../../lib/panel/model.ts';
import { formatWhen } from '../controls/format-when.ts';

/** As many as stay readable behind the tabs; the words narrow them down. */
const MOST = 20;

/** The files that were attached before and whose names hold the words, the newest first. */
export function useEarlierFiles(load: PanelActions['loadEarlierFiles'], words: string): readonly EarlierFile[] {
  const [files, setFiles] = useState<readonly EarlierFile[]>([]);
  useEffect(() => {
    void load().then(setFiles, () => undefined);
  }, [load]);
  const wanted = words.toLowerCase();
  return files.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, MOST);
}

export function FileName({ file: { name, at } }: { readonly file: EarlierFile }) {
  return (
    <>
      <span class="choice-name" dir="auto">
        {name}
      </span>
      <span class="host">{t('files_attached', formatWhen(at))}</span>
    </>
  );
}
