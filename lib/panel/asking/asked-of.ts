import type { Metadata } from '../../assistants/objects.ts';

/** Keys of a run's metadata: whom the user chose for this one answer, where that was not whoever answers in the thread. */
const MODEL = 'asked_of';
const ASSISTANT = 'asked_assistant';

/** Undefined stands for whoever answers in the thread. */
export type Chosen = { readonly assistant_id?: string; readonly model?: string };

export function chosenFor({ [MODEL]: model, [ASSISTANT]: assistant_id }: Metadata): Chosen {
  return { ...(model === undefined ? {} : { model }), ...(assistant_id === undefined ? {} : { assistant_id }) };
}

export function askedMetadata(before: Metadata, chosen: Chosen = chosenFor(before)): Metadata {
  const { model, assistant_id } = chosen;
  return {
    ...(model === undefined ? {} : { [MODEL]: model }),
    ...(assistant_id === undefined ? {} : { [ASSISTANT]: assistant_id }),
  };
}

/** The metadata without what it says of whom was asked. */
export function withoutAsked({ [MODEL]: _model, [ASSISTANT]: _assistant, ...rest }: Metadata): Metadata {
  return rest;
}
