import { describe, expect, it, vi } from 'vitest';
import { describeError } from '../../../components/notices/error-notice.tsx';
import { ConnectionForm } from '../../../components/options/connections/connection-form.tsx';
import { ConnectionRow } from '../../../components/options/connections/connection-row.tsx';
import { emptyDraft } from '../../../components/options/draft.ts';
import type { BuiltInState } from '../../../lib/models/built-in/offer.ts';
import type { Connection } from '../../../lib/models/connection.ts';
import { BUILT_IN, servicesWith } from '../../../lib/models/services.ts';
import type { OptionsActions, OptionsState } from '../../../lib/panel/options/options-model.ts';
import type { ConnectionDraft } from '../../../lib/protocol.ts';
import { button, buttonNames, draw, fire } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const services = servicesWith({ built_in: true });
const connection: Connection = {
  ...{ id: 'conn_1', name: 'Mine', service: 'built-in', base_url: '', protocol: 'built-in', model: 'built-in' },
  ...{ key_hint: null, created_at: 0 },
};

function form(built_in: BuiltInState | null, initial: ConnectionDraft = emptyDraft(services[0])) {
  const actions = {
    save: vi.fn<OptionsActions['save']>(async (draft) => ({
      status: 'saved',
      connection: { ...connection, ...draft, id: 'conn_1' },
      granted: true,
    })),
    test: vi.fn<OptionsActions['test']>(async () => ({ status: 'ok', model: 'built-in', milliseconds: 12 })),
    readAddress: (typed: string) => (URL.canParse(typed) ? typed : null),
    downloadBuiltIn: vi.fn(),
    cancelBuiltIn: vi.fn(),
  };
  const state = { services, built_in, isGranted: () => false, connections: [], default_id: null, grants: [] };
  const vnode = (
    <ConnectionForm
      initial={initial}
      key_hint={null}
      state={state as unknown as OptionsState}
      actions={actions as unknown as OptionsActions}
      onClose={vi.fn()}
    />
  );
  return { actions, ...draw(vnode) };
}

function choose(root: Element, service: string): void {
  const select = root.querySelector('#connection-service') as HTMLSelectElement;
  Object.defineProperty(select, 'value', { value: service, configurable: true });
  fire(select, 'change');
}

const labels = (root: Element) => [...root.querySelectorAll('label')].map(({ textContent }) => textContent);
const submit = (root: Element) => fire(root.querySelector('form') as Element, 'submit');

describe('the service “Built into the browser”', () => {
  it('has neither address nor key nor model', () => {
    const { root } = form({ status: 'ready' });
    expect(labels(root)).toContain('Base URL');
    choose(root, BUILT_IN.id);
    expect(labels(root)).toEqual(['Name', 'Service']);
    expect(root.textContent).toContain('nothing leaves the browser');
  });

  it('is saved and tested as it is', () => {
    const { root, actions } = form({ status: 'ready' });
    choose(root, BUILT_IN.id);
    const draft = { service: 'built-in', base_url: '', protocol: 'built-in', model: 'built-in' };
    submit(root);
    expect(actions.save).toHaveBeenCalledWith({ ...draft, id: null, name: 'Built into the browser' }, undefined);
    fire(button(root, 'Test connection'), 'click');
    expect(actions.test).toHaveBeenCalledWith(expect.objectContaining(draft), undefined);
  });

  it('leaves nothing behind when another service is chosen, even of a stored connection', () => {
    const { root, actions } = form({ status: 'ready' }, connection);
    choose(root, 'ollama');
    expect(labels(root)).toContain('API key');
    submit(root);
    expect(actions.save).toHaveBeenCalledWith(
      expect.objectContaining({ base_url: 'http://127.0.0.1:11434/v1', protocol: 'chat-completions', model: '' }),
      undefined,
    );
  });

  it('downloads on a click, and says before how much that is', () => {
    const { root, actions } = form({ status: 'downloadable' }, connection);
    expect(actions.downloadBuiltIn).not.toHaveBeenCalled();
    fire(button(root, 'Download (2 to 4 GB)'), 'click');
    expect(actions.downloadBuiltIn).toHaveBeenCalledOnce();
  });

  it('shows how far the download is', () => {
    const { root } = form({ status: 'downloading', share: 0.42 }, connection);
    expect(root.querySelector('[role=status]')?.textContent).toBe('The browser is downloading its model: 42%');
    expect(root.querySelector('progress')?.getAttribute('value')).toBe('0.42');
    expect(buttonNames(root)).not.toContain('Download (2 to 4 GB)');
  });

  it('ends the download on a click', () => {
    const { root, actions } = form({ status: 'downloading', share: 0.42 }, connection);
    fire(button(root, 'Cancel the download'), 'click');
    expect(actions.cancelBuiltIn).toHaveBeenCalledOnce();
  });

  it('says why a download failed, and can be clicked again', () => {
    const { root, actions } = form({ status: 'failed', error: { kind: 'storage-full' } }, connection);
    expect(root.querySelector('[role=status]')?.textContent).not.toBe('');
    fire(button(root, 'Download (2 to 4 GB)'), 'click');
    expect(actions.downloadBuiltIn).toHaveBeenCalledOnce();
  });

  it.each([null, { status: 'unavailable' } as const])('says that the model cannot run (%j)', (state) => {
    const { root } = form(state, connection);
    expect(root.textContent).toContain('cannot run here');
    expect(buttonNames(root)).toEqual(['Save', 'Test connection', 'Close']);
  });

  it('names no host in the list', () => {
    const does = { onChoose: vi.fn(), onEdit: vi.fn(), onRemove: vi.fn() };
    const { root } = draw(<ConnectionRow connection={connection} chosen {...does} />);
    expect(root.textContent).toContain('answers on this computer');
  });

  it('sends nobody to settings who only has to wait', () => {
    const [waiting, again] = describeError({ kind: 'model-not-downloaded', downloading: true });
    const [missing, settings] = describeError({ kind: 'model-not-downloaded', downloading: false });
    expect([again, settings]).toEqual(['again', 'settings']);
    expect(waiting).not.toBe(missing);
  });
});
