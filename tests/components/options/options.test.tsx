import { describe, expect, it, vi } from 'vitest';
import { App } from '../../../entrypoints/options/app.tsx';
import type { Connection } from '../../../lib/models/connection.ts';
import { SERVICES } from '../../../lib/models/services.ts';
import type { LocalServers, OptionsActions, OptionsState } from '../../../lib/panel/options/options-model.ts';
import type { ListedModel, LocalServer } from '../../../lib/protocol.ts';
import { button, buttonNames, draw, fire } from '../surface.ts';
import { keysActions } from './keys-actions.ts';

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
    built_in: null,
    prices: [],
    prompts: [],
    usage: null,
    assistants: { list: [], default_id: '', built_in_id: '' },
    toolbar_button: 'panel',
    appearance: { theme: 'system', text_size: 'normal', density: 'comfortable' },
    version: '0.1.0',
    never_read: [],
    retention_days: null,
    names_threads: false,
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
    listModels: vi.fn<OptionsActions['listModels']>(async () => ({
      models: [listed('small'), listed('big')],
      error: null,
    })),
    findLocalServers: vi.fn<OptionsActions['findLocalServers']>(async () => ({ status: 'found', servers: [] })),
    readAddress: (typed: string) => (URL.canParse(typed) ? typed.replace(/\/$/, '') : null),
    downloadBuiltIn: vi.fn(),
    cancelBuiltIn: vi.fn(),
    remove: vi.fn(),
    makeDefault: vi.fn(),
    setPrice: vi.fn(),
    setToolbarButton: vi.fn(),
    revoke: vi.fn(),
    keys: keysActions(),
    prompts: {} as OptionsActions['prompts'],
    shortcuts: { loadShortcuts: async () => [], changeShortcuts() {} },
    data: { usage: () => () => {} } as Partial<OptionsActions['data']> as OptionsActions['data'],
    preferences: {} as OptionsActions['preferences'],
    assistants: {} as OptionsActions['assistants'],
  };
  return { actions, ...draw(<App state={state} actions={actions} />) };
}

function listed(id: string, shutdown_date: string | null = null): ListedModel {
  return { id, shutdown_date, context_tokens: null };
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

  it('says what the Assistants protocol does when it is chosen, and saves the choice', () => {
    const { root, actions } = options();
    fire(button(root, 'Add connection'), 'click');
    type(root, 'Base URL', 'http://localhost:4020/v1');
    expect(root.querySelector('#connection-protocol-note')).toBeNull();
    choose(root, 'Protocol', 'assistants');
    expect(root.querySelector('#connection-protocol-note')?.textContent).toContain('asst_');
    submit(root);
    expect(actions.save.mock.calls[0]?.[0]).toMatchObject({ protocol: 'assistants' });
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

  it('makes one connection of two quick presses of Save, and lets it be saved again later', async () => {
    const { root, actions } = options();
    fire(button(root, 'Add connection'), 'click');
    type(root, 'Base URL', 'http://localhost:1234');
    submit(root);
    submit(root);
    expect(actions.save).toHaveBeenCalledOnce();
    await settled();
    submit(root);
    expect(actions.save.mock.calls[1]?.[0]).toMatchObject({ id: 'conn_2' });
  });

  it('goes on with the saved connection, also when a test was begun before it was stored', async () => {
    const { root, actions } = options();
    fire(button(root, 'Add connection'), 'click');
    type(root, 'Base URL', 'http://localhost:1234');
    submit(root);
    fire(button(root, 'Test connection'), 'click');
    await settled();
    submit(root);
    expect(actions.save.mock.calls[1]?.[0]).toMatchObject({ id: 'conn_2' });
  });

  it('keeps what is typed when another form takes its place, until it is saved or closed', async () => {
    const { root } = options({ connections: [stored] });
    fire(button(root, 'Add connection'), 'click');
    type(root, 'Name', 'Half typed');
    type(root, 'API key', 'sk-typed');
    fire(button(root, 'Add connection'), 'click');
    expect(field(root, 'Name').value).toBe('Half typed');
    fire(button(root, 'Edit Mine'), 'click');
    type(root, 'Model', 'other');
    fire(button(root, 'Add connection'), 'click');
    expect([field(root, 'Name').value, field(root, 'API key').value]).toEqual(['Half typed', 'sk-typed']);
    fire(button(root, 'Cancel'), 'click');
    fire(button(root, 'Add connection'), 'click');
    expect([field(root, 'Name').value, field(root, 'API key').value]).toEqual(['', '']);
    fire(button(root, 'Edit Mine'), 'click');
    expect(field(root, 'Model').value).toBe('other');
    submit(root);
    await settled();
    fire(button(root, 'Add connection'), 'click');
    fire(button(root, 'Edit Mine'), 'click');
    expect(field(root, 'Model').value).toBe('small');
  });

  it('takes a key as it was meant, without blanks and the word before it', () => {
    const { root, actions } = options();
    fire(button(root, 'Add connection'), 'click');
    type(root, 'API key', '  Bearer sk-1 ');
    submit(root);
    type(root, 'API key', '   ');
    submit(root);
    expect(actions.save.mock.calls.map(([, key]) => key)).toEqual(['sk-1', undefined]);
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

  it('keeps how much the chosen model reads, as the server lists it, and forgets it with the name', async () => {
    const { root, actions } = options();
    actions.listModels.mockResolvedValue({
      models: [{ ...listed('small'), context_tokens: 4_096 }, listed('big')],
      error: null,
    });
    fire(button(root, 'Add connection'), 'click');
    type(root, 'Base URL', 'http://localhost:1234/v1');
    fire(button(root, 'List models'), 'click');
    await settled();
    type(root, 'Model', 'small');
    submit(root);
    type(root, 'Model', 'big');
    submit(root);
    expect(actions.save.mock.calls.map(([draft]) => draft.context_tokens)).toEqual([4_096, undefined]);
  });

  it('does not take the number over to another server with a model of the same name', async () => {
    const { root, actions } = options();
    actions.listModels.mockResolvedValue({ models: [{ ...listed('small'), context_tokens: 131_072 }], error: null });
    fire(button(root, 'Add connection'), 'click');
    type(root, 'Base URL', 'http://localhost:1234/v1');
    type(root, 'Model', 'small');
    fire(button(root, 'List models'), 'click');
    await settled();
    type(root, 'Base URL', 'http://localhost:9999/v1');
    submit(root);
    expect(actions.save.mock.calls[0]?.[0]).not.toHaveProperty('context_tokens');
  });

  it('deletes on the second click', () => {
    const { root, actions } = options({ connections: [stored] });
    fire(button(root, 'Delete Mine'), 'click');
    expect(actions.remove).not.toHaveBeenCalled();
    const add = button(root, 'Add connection');
    const focus = vi.spyOn(add, 'focus');
    fire(button(root, 'Delete Mine for good'), 'click');
    expect(actions.remove).toHaveBeenCalledWith('conn_1');
    // The button that was pressed goes with its row.
    expect(focus).toHaveBeenCalledOnce();
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

describe('the search for servers on this computer', () => {
  const found =
    (...servers: LocalServer[]) =>
    async () =>
      ({ status: 'found', servers }) as const;
  const ollama: LocalServer = {
    service: 'ollama',
    base_url: 'http://127.0.0.1:11434/v1',
    status: 'ready',
    models: ['a', 'b', 'c', 'd'],
  };

  it('begins with a click and not before', () => {
    const { root, actions } = options();
    fire(button(root, 'Add connection'), 'click');
    expect(actions.findLocalServers).not.toHaveBeenCalled();
    fire(button(root, 'Find servers on this computer'), 'click');
    expect(actions.findLocalServers).toHaveBeenCalledOnce();
    expect(root.textContent).toContain('Asking Ollama');
  });

  it('fills the form with the chosen server and its best model', async () => {
    const { root, actions } = options();
    actions.findLocalServers.mockImplementation(found(ollama));
    fire(button(root, 'Find servers on this computer'), 'click');
    await settled();
    expect(root.querySelector('.rows')?.textContent).toContain('Ollama 127.0.0.1:11434: a, b, c, and 1 more');
    fire(button(root, 'Use Ollama at 127.0.0.1:11434'), 'click');
    expect(field(root, 'Base URL').value).toBe('http://127.0.0.1:11434/v1');
    submit(root);
    expect(actions.save).toHaveBeenCalledWith(
      expect.objectContaining({ id: null, name: 'Ollama', service: 'ollama', model: 'a' }),
      undefined,
    );
  });

  it.each<[string, Pick<LocalServer, 'status' | 'models'>]>([
    ['still loading its model', { status: 'loading', models: [] }],
    ['asks for a key', { status: 'key-missing', models: [] }],
    ['no model yet', { status: 'ready', models: [] }],
  ])('says of a server: %s', async (said, change) => {
    const { root, actions } = options();
    actions.findLocalServers.mockImplementation(found({ ...ollama, ...change }));
    fire(button(root, 'Find servers on this computer'), 'click');
    await settled();
    expect(root.querySelector('.rows')?.textContent).toContain(`Ollama 127.0.0.1:11434: ${said}`);
  });

  it.each<[string, LocalServers]>([
    ['No model server answers here.', { status: 'found', servers: [] }],
    ['Your browser must allow', { status: 'not-permitted' }],
    ['nobody could be asked', { status: 'failed', error: { kind: 'offline' } }],
    ['Something went wrong', { status: 'failed', error: { kind: 'unexpected', detail: '' } }],
  ])('ends with a sentence where there is nothing to offer: %s', async (said, result) => {
    const { root, actions } = options();
    actions.findLocalServers.mockImplementation(async () => result);
    fire(button(root, 'Find servers on this computer'), 'click');
    await settled();
    expect(root.textContent).toContain(said);
    expect(root.querySelector('[aria-labelledby="connections"] .rows')).toBeNull();
  });
});

describe('the protocol of a connection', () => {
  const saved = ({ root, actions }: ReturnType<typeof options>) => {
    submit(root);
    return actions.save.mock.calls.at(-1)?.[0];
  };
  const added = () => {
    const page = options();
    fire(button(page.root, 'Add connection'), 'click');
    return page;
  };
  const checkbox = (root: Element) => root.querySelector('form input[type="checkbox"]') as HTMLInputElement | null;

  it('is Responses for a new one to OpenAI, and Chat Completions for any other service or address', () => {
    expect(saved(added())).toMatchObject({ service: 'openai', protocol: 'responses' });
    const other = added();
    choose(other.root, 'Service', 'groq');
    expect(saved(other)).toMatchObject({ service: 'groq', protocol: 'chat-completions' });
    const gateway = added();
    type(gateway.root, 'Base URL', 'https://gateway.example/v1');
    expect(saved(gateway)).toMatchObject({ service: 'openai', protocol: 'chat-completions' });
  });

  it('stays what the user chose, whatever else changes', () => {
    const page = added();
    choose(page.root, 'Protocol', 'chat-completions');
    type(page.root, 'Model', 'gpt-5-mini');
    expect(saved(page)).toMatchObject({ service: 'openai', protocol: 'chat-completions' });
  });

  it('stays what it was for a stored one', () => {
    const page = options({ connections: [{ ...stored, service: 'openai', base_url: 'https://api.openai.com/v1' }] });
    fire(button(page.root, 'Edit Mine'), 'click');
    type(page.root, 'Model', 'gpt-5-mini');
    expect(saved(page)).toMatchObject({ service: 'openai', protocol: 'chat-completions' });
  });

  it('offers with Responses alone, and never unasked, to keep answers running, and says at what price', () => {
    const page = added();
    expect(checkbox(page.root)).not.toBeNull();
    expect(checkbox(page.root)?.checked).not.toBe(true);
    expect(page.root.textContent).toContain('Keep answers running at OpenAI (background)');
    expect(page.root.textContent).toContain('stores the question, the pages and the answer');
    expect(saved(page)).not.toHaveProperty('background');
    const box = checkbox(page.root);
    if (box !== null) box.checked = true;
    fire(box as Element, 'change');
    expect(saved(page)).toMatchObject({ background: true });
    choose(page.root, 'Protocol', 'chat-completions');
    expect(checkbox(page.root)).toBeNull();
    expect(saved(page)).not.toHaveProperty('background');
  });
});
