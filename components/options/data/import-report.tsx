import { formatList } from '../../../lib/i18n/format.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { ImportedFile, ImportNote } from '../../../lib/panel/assistants/assistants-model.ts';
import { describeTrouble } from '../connections/describe-trouble.ts';

/** What came of each file, and what of each assistant could not come along. */
export function ImportReport({ files }: { readonly files: readonly ImportedFile[] }) {
  return (
    <ul class="import-report" role="status">
      {files
        .flatMap((file) => linesOf(file))
        .map(([key, sentence]) => (
          <li key={key}>{sentence}</li>
        ))}
    </ul>
  );
}

function linesOf(file: ImportedFile): readonly (readonly [key: string, sentence: string])[] {
  if (file.status === 'unreadable') return [[file.file, t('assistants_import_unreadable', file.file)]];
  if (file.status === 'failed') return [[file.file, describeTrouble(file.error)]];
  return file.assistants.flatMap((one, place) => {
    const name = one.name || t('assistant_unnamed');
    const key = `${file.file}/${place}`;
    if (one.status === 'refused') return [[key, t('assistants_import_refused', name, one.sentence)] as const];
    const notes = one.notes.map((note, index) => [`${key}/${index}`, noteText(note, name)] as const);
    return [[key, t('assistants_import_added', name)] as const, ...notes];
  });
}

function noteText(note: ImportNote, name: string): string {
  switch (note.kind) {
    case 'files':
      return t('assistants_import_files', name, formatList(note.names));
    case 'tool':
      return t('assistants_import_tool', name, note.name);
    case 'model':
      return t('assistants_import_model', name, note.model);
    case 'connection':
      return t('assistants_import_connection', name);
    case 'copy':
      return t('assistants_import_copy', name);
  }
}
