import type { Passage } from './snapshot.ts';

/** The passages of the main content: all that a summary is made of. */
export function mainPassages(passages: readonly Passage[]): readonly Passage[] {
  return passages.filter(({ beside }) => beside !== true);
}

/** Whether the main content is there in full; what stands beside it may be missing. */
export function holdsMain(passages: readonly Passage[], all: readonly Passage[]): boolean {
  return mainPassages(passages).length === mainPassages(all).length;
}

/** The main content first, what stands beside it after that, with ids from 1 without gaps. */
export function besideLast(passages: readonly Passage[]): Passage[] {
  const beside = passages.filter((passage) => passage.beside === true);
  return [...mainPassages(passages), ...beside].map((passage, index) => ({ ...passage, id: index + 1 }));
}
