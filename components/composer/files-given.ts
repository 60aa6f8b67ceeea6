import type { TargetedClipboardEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';

type Give = {
  readonly addPicture: (file: Blob) => void;
  readonly addFiles: (files: readonly File[]) => void;
};

/** Characters from which words that are pasted are no question any more: as a file they are read as far as a model has room for them. */
const MUCH = 100_000;

/** Pictures are shown to the model, all other files are read. A drawing in SVG is text. */
export function giveFiles(files: readonly File[], { addPicture, addFiles }: Give): void {
  const isPicture = ({ type }: File) => type.startsWith('image/') && type !== 'image/svg+xml';
  const others = files.filter((file) => !isPicture(file));
  for (const picture of files.filter(isPicture)) addPicture(picture);
  if (others.length > 0) addFiles(others);
}

/**
 * Files that are pasted, and words that are as many as a file has. Words that come with a file, as from a text editor, are pasted as
 * words; its name is no such word.
 */
export function onPasteFiles(give: Give) {
  return (event: TargetedClipboardEvent<HTMLElement>) => {
    const data = event.clipboardData;
    const files = [...(data?.files ?? [])];
    const text = data?.getData('text/plain') ?? '';
    const words = text.trim();
    const isName = (line: string) => files.some(({ name }) => line.trim().endsWith(name));
    const isMuch = words.length > MUCH;
    if (!isMuch && (files.length === 0 || !(words === '' || words.split('\n').every(isName)))) return;
    event.preventDefault();
    giveFiles(isMuch ? [new File([text], t('files_pasted'), { type: 'text/plain' })] : files, give);
  };
}

/**
 * Files may be dropped anywhere on the surface, which would otherwise leave it for the file. True while some are held above it.
 * Whoever else takes files says so by `preventDefault`.
 */
export function useDroppedFiles(give: Give): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const holdsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true;
    const over = (event: DragEvent) => {
      if (event.defaultPrevented || !holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      setOver(false);
      if (event.defaultPrevented || !holdsFiles(event)) return;
      event.preventDefault();
      giveFiles([...(event.dataTransfer?.files ?? [])], give);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, [give]);
  return isOver;
}
