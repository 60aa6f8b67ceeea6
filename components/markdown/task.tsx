import { t } from '../../lib/i18n/index.ts';

/** The box of a task, where its words begin. */
export function Task({ done }: { readonly done: boolean }) {
  return (
    <span class="task" role="img" data-done={done || undefined} aria-label={done ? t('task_done') : t('task_open')} />
  );
}
