import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { AssistantsActions, ImportedFile } from '../../../lib/panel/assistants/assistants-model.ts';
import { describeTrouble } from '../connections/describe-trouble.ts';
import type { OpenAssistant } from './assistant-builder.tsx';

export type RemovedAssistant = {
  readonly id: string;
  readonly name: string;
  readonly built_in: boolean;
  readonly putBack: () => Promise<void>;
};

/** What can be done to the list of assistants, and what came of the newest of it. */
export function useAssistants(builtInId: string, actions: AssistantsActions) {
  const [open, setOpen] = useState<OpenAssistant | null>(null);
  const [removed, setRemoved] = useState<RemovedAssistant | null>(null);
  const [imported, setImported] = useState<readonly ImportedFile[]>([]);
  const [trouble, setTrouble] = useState('');

  /** One thing after another is said: what was said before is over. */
  const attempt = (task: () => Promise<unknown>) => {
    setTrouble('');
    setImported([]);
    setRemoved(null);
    task().catch((thrown: unknown) => setTrouble(describeTrouble(actions.errorOf(thrown))));
  };

  return {
    open,
    setOpen,
    removed,
    imported,
    trouble,
    edit: (id: string | null) => attempt(async () => setOpen(await actions.open(id))),
    duplicate: (id: string, name: string) =>
      attempt(async () => {
        const result = await actions.duplicate(id, t('assistants_copy_of', name));
        if (result.status === 'failed') setTrouble(describeTrouble(result.error));
        if (result.status === 'refused') setTrouble(result.problem.sentence ?? '');
      }),
    exportFile: (id: string | null, name: string) => attempt(() => actions.exportFile(id, name)),
    importFiles: (files: readonly File[]) => attempt(async () => setImported(await actions.importFiles(files))),
    remove: (id: string, name: string) =>
      attempt(async () => {
        const putBack = await actions.remove(id);
        if (putBack === null) setTrouble(t('assistants_not_removed', name));
        else setRemoved({ id, name, built_in: id === builtInId, putBack });
      }),
    undo: ({ putBack }: RemovedAssistant) => attempt(putBack),
  };
}
