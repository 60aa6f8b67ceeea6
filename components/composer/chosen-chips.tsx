import type { ChipRowProps } from './chip-row.tsx';
import { FileList } from './file-list.tsx';
import { MentionList } from './mention-list.tsx';
import { SelectionChip } from './selection-chip.tsx';

/** What the user has put beside the question: marked words, other tabs, and files. Loaded for the first of them. */
export function ChosenChips({ along: { files }, selection, mentions, actions, thenFocus }: ChipRowProps) {
  const { openPreview } = actions;
  return (
    <>
      {selection !== null && (
        <SelectionChip
          text={selection}
          onOpen={() => openPreview({ type: 'selection' })}
          onRemove={thenFocus(actions.removeSelection)}
        />
      )}
      <MentionList
        mentions={mentions}
        onOpen={({ tab_id, title }) => openPreview({ type: 'tab', tab_id, title })}
        onRemove={(id) => thenFocus(() => actions.removeMention(id))()}
      />
      {files.length > 0 && (
        <FileList
          files={files}
          onOpen={({ id, name }) => openPreview({ type: 'draft-file', id, title: name })}
          onRetry={(id) => thenFocus(() => actions.retryFile(id))()}
          onRemove={(id) => thenFocus(() => actions.removeFile(id))()}
        />
      )}
    </>
  );
}
