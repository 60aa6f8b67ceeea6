import { useRef, useState } from 'preact/hooks';
import type { DataProgress, DataResult, DataTask } from '../../../lib/panel/options/data-model.ts';

/** Work that takes a while: one at a time, with how far it is, and the way to stop it. */
export function useDataTask<T>() {
  const [progress, setProgress] = useState<DataProgress | null>(null);
  const [result, setResult] = useState<DataResult<T> | null>(null);
  const stop = useRef<AbortController | null>(null);

  return {
    /** Null while nothing is under way. */
    progress,
    /** How the last one ended. */
    result,
    async run(work: (task: DataTask) => Promise<DataResult<T>>): Promise<DataResult<T>> {
      const controller = new AbortController();
      stop.current = controller;
      setResult(null);
      setProgress({ done: 0, of: 0 });
      const ended = await work({ signal: controller.signal, onProgress: setProgress });
      setProgress(null);
      setResult(ended);
      return ended;
    },
    cancel: () => stop.current?.abort(),
    forget: () => setResult(null),
  };
}
