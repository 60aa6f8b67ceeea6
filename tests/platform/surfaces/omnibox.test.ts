import { beforeEach, expect, it, vi } from 'vitest';
import type { FoundThread } from '../../../lib/platform/surfaces/omnibox.ts';
import type { Wish } from '../../../lib/protocol.ts';

type Suggestion = { readonly content: string; readonly description: string };

const { entered, changed, browser } = vi.hoisted(() => {
  const onEnter: ((typed: string) => void)[] = [];
  const onChange: ((typed: string, suggest: (suggestions: readonly Suggestion[]) => void) => void)[] = [];
  return {
    entered: onEnter,
    changed: onChange,
    browser: {
      runtime: { getURL: () => 'chrome-extension://x/' },
      omnibox: {
        setDefaultSuggestion: () => undefined,
        onInputEntered: { addListener: (listener: (typeof onEnter)[number]) => onEnter.push(listener) },
        onInputChanged: { addListener: (listener: (typeof onChange)[number]) => onChange.push(listener) },
      },
    },
  };
});
vi.mock('../../../lib/platform/browser.ts', () => ({ browser }));
vi.mock('../../../lib/i18n/index.ts', () => ({ t: (key: string) => key }));
const { listenToOmnibox } = await import('../../../lib/platform/surfaces/omnibox.ts');

const wishes: Wish[] = [];
let found: readonly FoundThread[] = [];
listenToOmnibox(
  (wish) => wishes.push(wish),
  async () => found,
);

beforeEach(() => {
  wishes.length = 0;
});

function enter(typed: string): Wish | undefined {
  for (const listener of entered) listener(typed);
  return wishes.at(-1);
}

async function suggested(typed: string): Promise<readonly Suggestion[]> {
  const { promise, resolve } = Promise.withResolvers<readonly Suggestion[]>();
  for (const listener of changed) listener(typed, resolve);
  return promise;
}

it.each([
  { id: 'thread_Ab12', title: 'Bees', site: 'bees.test' },
  { id: 'thread_pa_3c9d-51af-b20-8e4f', title: 'Weather in Oslo · today', site: null },
  { id: 'thread_12', title: '', site: 'bees.test' },
])('a suggestion that is chosen opens its thread: %j', async (thread) => {
  found = [thread];
  const [suggestion] = await suggested('words');
  expect(enter(suggestion?.content ?? '')).toEqual({ type: 'thread', thread_id: thread.id });
});

it('what is typed is asked, and nothing typed opens the composer', () => {
  expect(enter(' What is a thread_ab · here? ')).toEqual({ type: 'question', text: 'What is a thread_ab · here?' });
  expect(enter('  ')).toEqual({ type: 'ask', text: '' });
});
