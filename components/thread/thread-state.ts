import type { MessageView, RunView } from '../../lib/panel/model.ts';

/** A run is under way. */
export function isBusy(run: RunView): boolean {
  switch (run.status) {
    case 'reading-page':
    case 'reading-parts':
    case 'waiting':
    case 'paused':
    case 'answering':
    case 'stopping':
      return true;
    case 'idle':
    case 'stopped':
    case 'failed':
    case 'incomplete':
      return false;
  }
}

/** Nothing has been asked in this thread yet, and nothing is being asked. */
export function isEmpty(messages: readonly MessageView[], run: RunView): boolean {
  return messages.length === 0 && run.status === 'idle';
}
