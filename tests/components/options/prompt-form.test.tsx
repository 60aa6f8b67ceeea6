import { expect, it, vi } from 'vitest';
import { PromptForm } from '../../../components/options/prompts/prompt-form.tsx';
import type { PromptsActions } from '../../../lib/panel/prompts/prompts-model.ts';
import { draw, fire } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const prompt = { id: null, name: 'Shorten', command: 'shorten', text: 'Shorten {{page}}', key: null };

it('a prompt that is saved by two quick presses is saved once', async () => {
  const save = vi.fn<PromptsActions['save']>(async () => null);
  const onClose = vi.fn();
  const actions = {
    ...{ save, commandOf: (typed: string) => typed, check: () => ({ taken_by: null, unknown: [] }), keys: [] },
  };
  const { root } = draw(<PromptForm prompt={prompt} library={[]} actions={actions} onClose={onClose} />);
  const form = root.querySelector('form') as Element;
  fire(form, 'submit');
  fire(form, 'submit');
  expect(save).toHaveBeenCalledOnce();
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce());
});
