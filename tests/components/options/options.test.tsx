import { describe, expect, it, vi } from 'vitest';
import { App } from '../../../entrypoints/options/app.tsx';
import type { Connection } from '../../../lib/models/connection.ts';
import { SERVICES } from '../../../lib/models/services.ts';
import type { OptionsActions, OptionsState } from '../../../lib/panel/options-model.ts';
import { button, buttonNames, draw, fire } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const stored: Connection = {
  id: 'conn_1',
  name: 'Mine',
  service: 'custom',
  base_url: 'http://127.0.0.1:11434/v1',
  protocol: 'chat-completions',
  model: 'small',
  key_hint: 'x9Qf',
  created_at: 0,
};

function options(change: Partial<OptionsState> = {}) {
  const state: OptionsState = {
    connections: [],
    default_id: null,
    services: SERVICES,
    toolbar_button: 'panel',
    grants: [],
    isGranted: () => false,
    ...change,
  };
  const actions = {
    save: vi.fn<OptionsActions['save']>(async (draft) => ({
      status: 'saved',
      connection: { ...stored, ...draft, id: 'conn_2' },
      granted: true,
    })),
    test: vi.fn<OptionsActions['test']>(async () => ({ status: 'ok', model: 'small', milliseconds: 12 })),
    listModels: vi.fn<OptionsActions['listModels']>(async () => ({ models: ['small', 'big'], error: null })),
    readAddress: (typed: string) => (URL.canParse(typed) ? typed.replace(/\/$/, '') : null),
    remove: vi.fn(),
    makeDefault: vi.fn(),
    setToolbarButton: vi.fn(),
    revoke: vi.fn(),
  };
  return { actions, ...draw(<App state={state} actions={actions} />) };
}

function field(root: Element, label: string): HTMLInputElement {
  const found = [...root.querySelectorAll('label')].filter((one) => one.textContent === label);
  expect(found).toHaveLength(1);
  return root.querySelector(`#${found[0]?.getAttribute('for')}`) as HTMLInputElement;
}

function type(root: Element, label: string, value: string): void {
  const input = field(root, label);
  input.value = value;
  fire(input, 'input');
}

function choose(root: Element, label: string, value: string): void {
  const select = field(root, label);
  Object.defineProperty(select, 'value', { value, configurable: true });
  fire(select, 'change');
}

const submit = (root: Element) => fire(root.querySelector('form') as Element, 'submit');
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the options page', () => {
  it('opens one form with all fields, and none before', () => {
    const { root } = options({ connections: [stored] });
    expect(root.querySelector('form')).toBeNull();
    fire(button(root, 'Add connection'), 'click');
    for (const label of ['Name', 'Service', 'Base URL', 'API key', 'Model', 'Protocol']) field(root, label);
    fire(button(root, 'Edit Mine'), 'click');
    expect(root.querySelectorAll('form')).toHaveLength(1);
    expect(field(root, 'Name').value).toBe('Mine');
    fire(button(root, 'Add connection'), 'click');
    expect(field(root, 'Name').value).toBe('');
  });

  it('saves in the click itself, without waiting for anything', () => {
    const { root, actions } = options();
    fire(button(root, 'Add connection'), 'click');
    choose(root, 'Service', 'custom');
    type(root, 'Base URL', 'http://localhost:1234/v1/');
    type(root, 'Model', ' tiny ');
    type(root, 'API key', 'secret');
    submit(root);
    expect(actions.save).toHaveBeenCalledWith(
      {
        id: null,
        name: 'localhost:1234',
        service: 'custom',
        base_url: 'http://localhost:1234/v1',
        protocol: 'chat-completions',
        model: 'tiny',
      },
      'secret',
    );
    expect(actions.test).not.toHaveBeenCalled();
  });

  it('goes on with the saved connection, so that a test can follow', async () => {
    const { root, actions } = options();
    fire(button(root, 'Add connection'), 'click');
    type(root, 'Base URL', 'http://localhost:1234');
    submit(root);
    await settled();
    expect(root.textContent).toContain('Saved.');
    fire(button(root, 'Test connection'), 'click');
    expect(actions.test).toHaveBeenCalledWith(expect.objectContaining({ id: 'conn_2' }), undefined);
    await settled();
    expect(root.textContent).toContain('small answered in 12 ms');
  });

  it('points at an address that is none instead of saving it', () => {
    const { root, actions } = options();
    fire(button(root, 'Add connection'), 'click');
    type(root, 'Base URL', 'not an address');
    submit(root);
    expect(actions.save).not.toHaveBeenCalled();
    expect(field(root, 'Base URL').getAttribute('aria-invalid')).toBe('true');
  });

  it('brings a service’s address along, and leaves one that the user typed', () => {
    const { root } = options();
    fire(button(root, 'Add connection'), 'click');
    expect(field(root, 'Base URL').value).toBe(SERVICES[0]?.base_url);
    choose(root, 'Service', 'ollama');
    expect(field(root, 'Base URL').value).toContain('11434');
    type(root, 'Base URL', 'https://my.example/v1');
    choose(root, 'Service', 'openai');
    expect(field(root, 'Base URL').value).toBe('https://my.example/v1');
  });

  it('says beforehand that the browser will ask, and only where it will', () => {
    const { root } = options({ isGranted: (origin) => origin === 'https://known.example' });
    fire(button(root, 'Add connection'), 'click');
    type(root, 'Base URL', 'https://other.example/v1');
    expect(root.textContent).toContain('may talk to other.example');
    type(root, 'Base URL', 'https://known.example/v1');
    expect(root.textContent).not.toContain('may talk to');
  });

  it('keeps a stored key, replaces it or removes it', () => {
    const { root, actions } = options({ connections: [stored] });
    fire(button(root, 'Edit Mine'), 'click');
    submit(root);
    type(root, 'API key', 'new');
    submit(root);
    type(root, 'API key', '');
    fire(button(root, 'Remove it'), 'click');
    submit(root);
    expect(actions.save.mock.calls.map(([, key]) => key)).toEqual([undefined, 'new', null]);
  });

  it('takes a model’s name before any list, and offers the server’s list after', async () => {
    const { root } = options();
    fire(button(root, 'Add connection'), 'click');
    expect(field(root, 'Model').hasAttribute('list')).toBe(false);
    fire(button(root, 'List models'), 'click');
    await settled();
    expect([...root.querySelectorAll('datalist option')].map((one) => one.getAttribute('value'))).toEqual([
      'small',
      'big',
    ]);
  });

  it('deletes on the second click', () => {
    const { root, actions } = options({ connections: [stored] });
    fire(button(root, 'Delete Mine'), 'click');
    expect(actions.remove).not.toHaveBeenCalled();
    fire(button(root, 'Delete Mine for good'), 'click');
    expect(actions.remove).toHaveBeenCalledWith('conn_1');
  });

  it('lists what was allowed, each with the way to take it back', () => {
    const { root, actions } = options({ grants: ['https://example.com/*', '*://*/*'] });
    fire(button(root, 'Take back https://example.com'), 'click');
    expect(actions.revoke).toHaveBeenCalledWith('https://example.com/*');
    expect(buttonNames(root)).toContain('Take back Every site (*://*/*)');
  });
});

it('the toolbar button opens what the user chooses', () => {
  const { root, actions } = options();
  const [panel, popup] = root.querySelectorAll('input[name="toolbar-button"]');
  expect([panel?.hasAttribute('checked'), popup?.hasAttribute('checked')]).toEqual([true, false]);
  if (popup !== undefined) fire(popup, 'change');
  expect(actions.setToolbarButton).toHaveBeenCalledWith('popup');
});
