import type { TargetedClipboardEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type Give = {
  readonly addPicture: (file: Blob) => void;
  readonly addFiles: (files: readonly File[]) => void;
};

/** Pictures are shown to the model, all other files are read. A drawing in SVG is text. */
export function giveFiles(files: readonly File[], { addPicture, addFiles }: Give): void {
  const isPicture = ({ type }: File) => type.startsWith('image/') && type !== 'image/svg+xml';
  const others = files.filter((file) => !isPicture(file));
  for (const picture of files.filter(isPicture)) addPicture(picture);
  if (others.length > 0) addFiles(others);
}

/** Files that are pasted. Words that come with one, as from a text editor, are pasted as words; its name is no such word. */
export function onPasteFiles(give: Give) {
  return (event: TargetedClipboardEvent<HTMLElement>) => {
    const data = event.clipboardData;
    const files = [...(data?.files ?? [])];
    const words = data?.getData('text/plain').trim() ?? '';
    const isName = (line: string) => files.some(({ name }) => line.trim().endsWith(name));
    if (files.length === 0 || !(words === '' || words.split('\n').every(isName))) return;
    event.preventDefault();
    giveFiles(files, give);
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
