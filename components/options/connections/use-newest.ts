import { useRef } from 'preact/hooks';

/** Only the newest of several clicks may say how it ended. */
export function useNewest() {
  const newest = useRef(0);
  return <T>(answer: Promise<T>, end: (result: T) => void): void => {
    const ticket = ++newest.current;
    answer.then((result) => {
      if (ticket === newest.current) end(result);
    });
  };
}
