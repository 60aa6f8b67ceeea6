import type { Remote } from '../../assistants/ports.ts';
import { listOf, parseJson, stringOf } from '../json.ts';

/** Where an answer is made: a run in a thread of the server's. */
export type Place = {
  readonly thread_id: string;
  /** Null while the server has not told it: the run was asked for and may have been made. */
  readonly run_id: string | null;
  /** Characters of the run's messages that belong to earlier completions. */
  readonly from: number;
  /** The calls whose outputs were on their way when this completion began: asked for again, they have not arrived. */
  readonly answered: readonly string[];
};

/** `heard`: characters of the run's messages that have been handed on, those of earlier completions included. */
export function toRemote({ thread_id, run_id, from, answered }: Place, heard: number): Remote {
  return { id: JSON.stringify([thread_id, run_id, from, ...answered]), cursor: heard };
}

/** Null for what another backend has written. */
export function toPlace({ id }: Remote): Place | null {
  const [thread_id, run_id, from, ...answered] = listOf(parseJson(id));
  if (stringOf(thread_id) === '' || typeof from !== 'number') return null;
  return {
    thread_id: stringOf(thread_id),
    run_id: stringOf(run_id) || null,
    from,
    answered: answered.map(stringOf),
  };
}

export function threadPath({ thread_id }: Pick<Place, 'thread_id'>): string {
  return `/threads/${encodeURIComponent(thread_id)}`;
}

export function runPath({ thread_id, run_id }: Place): string {
  return `${threadPath({ thread_id })}/runs/${encodeURIComponent(run_id ?? '')}`;
}
