import type { TargetedClipboardEvent, TargetedDragEvent } from 'preact';

/** Pictures that are pasted or dropped. Words that come with one, as from a text editor, are pasted as words. */
export function picturesGiven(onPicture: (file: Blob) => void) {
  function take(event: Event, data: DataTransfer | null): void {
    const files = [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
    if (files.length === 0) return;
    event.preventDefault();
    for (const file of files) onPicture(file);
  }
  return {
    onPaste(event: TargetedClipboardEvent<HTMLElement>) {
      if (event.clipboardData?.getData('text/plain') === '') take(event, event.clipboardData);
    },
    onDragOver(event: TargetedDragEvent<HTMLElement>) {
      if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
    },
    onDrop: (event: TargetedDragEvent<HTMLElement>) => take(event, event.dataTransfer),
  };
}
