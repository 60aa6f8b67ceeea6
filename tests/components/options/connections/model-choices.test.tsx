import { expect, it, vi } from 'vitest';
import { modelChoices } from '../../../../components/options/connections/model-choices.ts';
import { ModelField } from '../../../../components/options/connections/model-field.tsx';
import type { ListedModel, ModelList } from '../../../../lib/protocol.ts';
import { button, draw, fire } from '../../surface.ts';

vi.mock('../../../../lib/i18n/index.ts', () => import('../../english.ts'));

const NOW = Date.UTC(2026, 11, 15, 12);

function model(id: string, shutdown_date: string | null = null): ListedModel {
  return { id, shutdown_date, context_tokens: null };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function field(value: string, list: ModelList) {
  const onChange = vi.fn<(model: string) => void>();
  const view = (typed: string) => (
    <ModelField value={typed} example="" onChange={onChange} onList={() => Promise.resolve(list)} />
  );
  const { root, redraw } = draw(view(value));
  fire(button(root, 'List models'), 'click');
  await settled();
  return { root, onChange, type: (typed: string) => redraw(view(typed)) };
}

it('says of a model that ends within 90 days when it ends, and puts it behind the others', () => {
  const models = [model('a', '2027-03-03'), model('b'), model('c', '2027-03-15'), model('d', '2027-03-16')];
  expect(modelChoices(models, NOW, 'en-GB')).toEqual([
    { id: 'b', notice: null },
    { id: 'd', notice: null },
    { id: 'a', notice: 'a ends on 3 March 2027' },
    { id: 'c', notice: 'c ends on 15 March 2027' },
  ]);
});

it('names the day itself, wherever on earth it is read', () => {
  vi.stubEnv('TZ', 'America/Los_Angeles');
  expect(modelChoices([model('a', '2027-03-03')], NOW, 'en-US')[0]?.notice).toBe('a ends on March 3, 2027');
  vi.unstubAllEnvs();
});

it('offers every model of a long list, each under its own name', async () => {
  const models = Array.from({ length: 400 }, (_, index) => model(`vendor/model-${index}`));
  const { root } = await field('', { models, error: null });
  const options = [...root.querySelectorAll('datalist option')];
  expect(options.map((one) => one.getAttribute('value'))).toEqual(models.map(({ id }) => id));
  expect(options.some((one) => one.hasAttribute('label'))).toBe(false);
  expect(root.querySelector('input')?.getAttribute('list')).toBe(root.querySelector('datalist')?.id);
  expect(root.querySelector('[role="status"]')?.textContent).toContain('400 models');
});

it('begins the words about a model that ends with its name, which Firefox would not show or find otherwise', async () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const { root } = await field('', { models: [model('old', tomorrow)], error: null });
  const option = root.querySelector('datalist option');
  expect(option?.getAttribute('value')).toBe('old');
  expect(option?.getAttribute('label')).toMatch(/^old ends on /);
});

it('warns under the field while the name in it is of a model that ends soon', async () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const { root, type } = await field(' old ', { models: [model('new'), model('old', tomorrow)], error: null });
  const note = () => root.querySelector('[role="status"]')?.textContent;
  expect(note()).toMatch(/^old ends on /);
  type('new');
  expect(note()).toContain('2 models');
  type('of-my-own');
  expect(note()).toContain('2 models');
});

it('takes a name that no list holds', async () => {
  const { root, onChange } = await field('', { models: [model('new')], error: null });
  const input = root.querySelector('input') as HTMLInputElement;
  input.value = 'of-my-own';
  fire(input, 'input');
  expect(onChange).toHaveBeenCalledWith('of-my-own');
});
