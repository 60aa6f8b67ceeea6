import { liveQuery } from 'dexie';
import type { Watch } from '../panel/ports.ts';

/** The query's result now and after every change of what it has read, in whichever context that happened. */
export function watch<T>(query: () => Promise<T>): Watch<T> {
  return (onValue, onError) => {
    const subscription = liveQuery(query).subscribe(onValue, onError);
    return () => subscription.unsubscribe();
  };
}
