import { expect, it, vi } from 'vitest';
import { PricesSection } from '../../../components/options/usage/prices-section.tsx';
import type { OwnPrice } from '../../../lib/protocol.ts';
import { button, draw, fire } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

function section(prices: readonly OwnPrice[] = []) {
  const onSet = vi.fn();
  const { root } = draw(<PricesSection prices={prices} onSet={onSet} />);
  const type = (label: string, value: string) => {
    const found = [...root.querySelectorAll('label')].filter((one) => one.textContent === label);
    expect(found).toHaveLength(1);
    const input = root.querySelector(`#${found[0]?.getAttribute('for')}`) as HTMLInputElement;
    input.value = value;
    fire(input, 'input');
  };
  fire(button(root, 'Add price'), 'click');
  return { root, onSet, type, submit: () => fire(root.querySelector('form') as Element, 'submit') };
}

it('adds a price, with a decimal comma too, and closes the form', () => {
  const { root, onSet, type, submit } = section();
  type('Model to price', ' my-model ');
  type('Input price', '0,25');
  type('Output price', '2');
  expect(button(root, 'Save price').disabled).toBe(false);
  submit();
  expect(onSet).toHaveBeenCalledExactlyOnceWith('my-model', { in: 0.25, out: 2 });
  expect(root.querySelector('form')).toBeNull();
});

it.each([
  ['', '1', '2'],
  ['m', '', '2'],
  ['m', '1', 'much'],
  ['m', '-1', '2'],
  ['m', '1', '1e9'],
])('adds nothing for "%s", "%s", "%s"', (model, input, output) => {
  const { root, onSet, type, submit } = section();
  type('Model to price', model);
  type('Input price', input);
  type('Output price', output);
  expect(button(root, 'Save price').disabled).toBe(true);
  submit();
  expect(onSet).not.toHaveBeenCalled();
});

it('shows the prices there are, each with the way to delete it', () => {
  const { root, onSet } = section([{ model: 'my-model', in: 0.125, out: 2 }]);
  expect(root.querySelector('li')?.textContent).toContain('my-model $0.125 in, $2.00 out');
  fire(button(root, 'Delete the price of my-model'), 'click');
  expect(onSet).toHaveBeenCalledExactlyOnceWith('my-model', null);
});

it('has no field that a connection’s form has too', () => {
  const { root } = section();
  const labels = [...root.querySelectorAll('label')].map(({ textContent }) => textContent);
  for (const name of ['Name', 'Service', 'Base URL', 'API key', 'Model', 'Protocol'])
    expect(labels).not.toContain(name);
});
