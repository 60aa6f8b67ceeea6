import { expect, it, vi } from 'vitest';
import { createOptionsActions } from '../../../lib/panel/options/options.ts';
import type { OptionsActions } from '../../../lib/panel/options/options-model.ts';

const SERVER = { service: 'ollama', base_url: 'http://127.0.0.1:11434/v1', status: 'ready', models: ['small'] };

function options({ granted = false, allows = true } = {}) {
  const send = vi.fn(async () => ({ servers: [SERVER] }) as never);
  const requestOrigin = vi.fn(async () => allows);
  const actions = createOptionsActions({
    send,
    requestOrigin,
    isGranted: () => granted,
    revokeGrant: async () => undefined,
    readAddress: (typed) => typed,
    downloadBuiltIn: vi.fn(),
    cancelBuiltIn: vi.fn(),
    prompts: {} as OptionsActions['prompts'],
    shortcuts: { loadShortcuts: async () => [], changeShortcuts() {} },
    data: {} as OptionsActions['data'],
    preferences: {} as OptionsActions['preferences'],
    assistants: {} as OptionsActions['assistants'],
  });
  return { actions, send, requestOrigin };
}

it('asks for this computer in the click itself, then looks', async () => {
  const { actions, send, requestOrigin } = options();
  const search = actions.findLocalServers();
  expect(requestOrigin).toHaveBeenCalledWith('http://127.0.0.1');
  expect(send).not.toHaveBeenCalled();
  expect(await search).toEqual({ status: 'found', servers: [SERVER] });
});

it('does not ask for what is granted', async () => {
  const { actions, requestOrigin } = options({ granted: true });
  expect(await actions.findLocalServers()).toMatchObject({ status: 'found' });
  expect(requestOrigin).not.toHaveBeenCalled();
});

it('does not look when the user says no', async () => {
  const { actions, send } = options({ allows: false });
  expect(await actions.findLocalServers()).toEqual({ status: 'not-permitted' });
  expect(send).not.toHaveBeenCalled();
});

it('stores and tests the browser’s own model without asking for any permission', async () => {
  const { actions, send, requestOrigin } = options();
  const draft = {
    id: null,
    name: 'Mine',
    service: 'built-in',
    base_url: '',
    protocol: 'built-in',
    model: 'built-in',
  } as const;
  const saving = actions.save(draft, 'sk-typed-before');
  expect(await saving).toMatchObject({ status: 'saved', granted: true });
  expect(send).toHaveBeenCalledWith('connection-save', { connection: draft, key: null });
  send.mockRejectedValueOnce(new Error('away') as never);
  expect(await actions.test(draft, undefined)).toMatchObject({ status: 'failed' });
  expect(requestOrigin).not.toHaveBeenCalled();
});

it('asks for the server’s permission where a list of models shows that it is missing, and lists again', async () => {
  const { actions, send, requestOrigin } = options();
  const draft = {
    id: null,
    name: 'Mine',
    service: 'custom',
    base_url: 'http://10.0.0.2:8000/v1',
    protocol: 'chat-completions',
    model: '',
  } as const;
  const unreachable = { kind: 'unreachable', host: '10.0.0.2:8000', permitted: false };
  const models = [{ id: 'small', shutdown_date: null, context_tokens: null }];
  send.mockResolvedValueOnce({ models: [], error: unreachable } as never);
  send.mockResolvedValueOnce({ models, error: null } as never);
  expect(await actions.listModels(draft, 'sk-1')).toEqual({ models, error: null });
  expect(requestOrigin).toHaveBeenCalledWith('http://10.0.0.2:8000');
  requestOrigin.mockResolvedValueOnce(false);
  send.mockResolvedValueOnce({ models: [], error: unreachable } as never);
  expect(await actions.listModels(draft, 'sk-1')).toEqual({ models: [], error: unreachable });
});
