import { beforeEach, expect, it, vi } from 'vitest';
import { PromptsKey } from '../../../components/shortcuts/prompts-key.tsx';
import type { PromptView } from '../../../lib/panel/prompts/prompts-model.ts';
import { draw, fire } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));
// Nothing lies over the thread.
vi.mock('../../../components/shortcuts/panel-keys.ts', () => ({
  IS_MAC: false,
  isCovered: () => false,
  isInOtherField: () => false,
}));

const PRESS = { code: 'Digit4', altKey: true, shiftKey: true, ctrlKey: false, metaKey: false };
const EXPLAIN = { id: 'explain', command: 'explain', key: 4 } as PromptView;

const onChoose = vi.fn();

beforeEach(() => {
  onChoose.mockReset();
  const textbox = { current: document.createElement('textarea') };
  draw(<PromptsKey textbox={textbox} load={async () => [EXPLAIN]} onChoose={onChoose} />);
});

it('chooses the prompt once however long its key is held, and keeps the browser from all of it', async () => {
  const presses = [{}, { repeat: true }, { repeat: true }].map((held) =>
    fire(document.body, 'keydown', { ...PRESS, ...held }),
  );
  expect(presses.map(({ defaultPrevented }) => defaultPrevented)).toEqual([true, true, true]);
  await vi.waitFor(() => expect(onChoose).toHaveBeenCalledWith(EXPLAIN, 0));
  expect(onChoose).toHaveBeenCalledTimes(1);
});
