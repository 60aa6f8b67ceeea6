import { useRef } from 'preact/hooks';
import { shallowEqual } from './memo.tsx';

/** The value from before while all its properties are the same. */
export function useKept<T extends object>(value: T): T {
  const before = useRef(value);
  if (!shallowEqual(before.current, value)) before.current = value;
  return before.current;
}
