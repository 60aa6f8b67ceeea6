import { describe, expect, it, vi } from 'vitest';
import { DataSection } from '../../../components/options/data/data-section.tsx';
import { NeverReadSites } from '../../../components/options/privacy/never-read-sites.tsx';
import { Retention } from '../../../components/options/privacy/retention.tsx';
import { SendingTable } from '../../../components/options/privacy/sending-table.tsx';
import type { Connection } from '../../../lib/models/connection.ts';
import type { DataActions, DataCounts, DataTask, ImportPreview } from '../../../lib/panel/options/data-model.ts';
import { button, buttonNames, draw, fire } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const NONE: DataCounts = {
  threads: 0,
  messages: 0,
  runs: 0,
  files: 0,
  assistants: 0,
  connections: 0,
  prompts: 0,
  settings: 0,
};
const PREVIEW: ImportPreview = {
  ...{ source: 'sitethread', exported_at: Date.UTC(2026, 10, 21), hosts: ['evil.test'], left_out: 0 },
  counts: { ...NONE, threads: 2, messages: 1 },
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

function section(change: Partial<DataActions> = {}) {
  const actions = {
    usage: vi.fn<DataActions['usage']>((onUsage) => {
      onUsage({ counts: NONE, bytes: 1_234_567, quota: null, persisted: false });
      return () => {};
    }),
    persist: vi.fn<DataActions['persist']>(async () => false),
    export: vi.fn<DataActions['export']>(async () => ({ status: 'done', value: null })),
    check: vi.fn<DataActions['check']>(async () => ({ status: 'done', value: PREVIEW })),
    import: vi.fn<DataActions['import']>(async () => ({
      status: 'done',
      value: { added: PREVIEW.counts, kept: NONE },
    })),
    deleteAll: vi.fn<DataActions['deleteAll']>(async () => ({ status: 'done', value: null })),
    ...change,
  };
  return { actions, ...draw(<DataSection actions={actions} />) };
}

async function give(root: Element): Promise<void> {
  const input = root.querySelector('input[type="file"]') as HTMLInputElement;
  Object.defineProperty(input, 'files', { value: [new File(['x'], 'x.jsonl')], configurable: true });
  fire(input, 'change');
  await settled();
}

describe('what is stored', () => {
  it('is counted, and the browser is asked to keep it only on a click', async () => {
    const { root, actions } = section();
    await settled();
    expect(root.textContent).toContain('Nothing is stored yet.');
    expect(root.textContent).toContain('1.2 MB');
    expect(actions.persist).not.toHaveBeenCalled();
    fire(button(root, 'Ask the browser to keep it'), 'click');
    await settled();
    expect(root.textContent).toContain('The browser did not agree.');
  });

  it('is counted anew with every change, as long as the page is open', async () => {
    const told: Parameters<DataActions['usage']>[0][] = [];
    const { root } = section({
      usage: (onUsage) => {
        told.push(onUsage);
        return () => {};
      },
    });
    const usage = { bytes: null, quota: null, persisted: true };
    told[0]?.({ ...usage, counts: { ...NONE, threads: 1 } });
    expect(root.querySelector('.stored')?.textContent).toBe('1 thread');
    told[0]?.({ ...usage, counts: { ...NONE, threads: 2 } });
    expect(root.querySelector('.stored')?.textContent).toBe('2 threads');
  });
});

describe('an export', () => {
  it('shows how far it is, and stops when it is cancelled', async () => {
    const started: DataTask[] = [];
    const { root } = section({
      export: (task) => {
        started.push(task);
        task.onProgress({ done: 50, of: 200 });
        return new Promise((resolve) => task.signal.addEventListener('abort', () => resolve({ status: 'cancelled' })));
      },
    });
    fire(button(root, 'Export everything'), 'click');
    expect(root.textContent).toContain('50 of 200');
    expect(root.querySelector('progress')?.getAttribute('aria-label')).toBe('Exporting');
    fire(button(root, 'Cancel'), 'click');
    await settled();
    expect(root.textContent).toContain('Cancelled. Nothing was changed.');
    expect(root.querySelector('progress')).toBeNull();
  });
});

describe('an import', () => {
  it('tells what is in the file and where its connections lead, and brings it in after one more click', async () => {
    const { root, actions } = section();
    await give(root);
    expect(root.textContent).toContain('made on November 21, 2026. It holds 2 threads and 1 message.');
    expect(root.textContent).toContain('evil.test');
    expect(actions.import).not.toHaveBeenCalled();
    fire(button(root, 'Import this file'), 'click');
    await settled();
    expect(root.textContent).toContain('Added: 2 threads and 1 message.');
  });

  it('says what is wrong with a file, and offers another', async () => {
    const { root } = section({
      check: async () => ({ status: 'failed', error: { kind: 'not-importable', reason: 'damaged' } }),
    });
    await give(root);
    expect(root.textContent).toContain('This file is damaged or not complete.');
    expect(buttonNames(root)).toContain('Choose a file');
    expect(buttonNames(root)).not.toContain('Import this file');
  });

  it('offers nothing where nothing is in the file', async () => {
    const { root } = section({ check: async () => ({ status: 'done', value: { ...PREVIEW, counts: NONE } }) });
    await give(root);
    expect(root.textContent).toContain('There is nothing in it that can be imported.');
    expect(buttonNames(root)).not.toContain('Import this file');
  });
});

describe('deleting everything', () => {
  it('wants the word, not just a click', async () => {
    const { root, actions } = section();
    fire(button(root, 'Delete everything'), 'click');
    fire(root.querySelector('form') as Element, 'submit');
    const input = root.querySelector('#data-delete-word') as HTMLInputElement;
    input.value = 'delet';
    fire(input, 'input');
    fire(root.querySelector('form') as Element, 'submit');
    expect(actions.deleteAll).not.toHaveBeenCalled();
    input.value = ' Delete ';
    fire(input, 'input');
    fire(root.querySelector('form') as Element, 'submit');
    await settled();
    expect(actions.deleteAll).toHaveBeenCalledOnce();
    expect(root.textContent).toContain('Everything is deleted.');
  });
});

describe('how long threads are kept', () => {
  const choose = (root: Element, index: number) =>
    fire(root.querySelectorAll('input[name="retention"]')[index] as Element, 'change');

  it('is changed only after the user has seen what would go', async () => {
    const actions = { setRetention: vi.fn(), unused: vi.fn(async () => 3) };
    const { root } = draw(<Retention days={null} actions={actions} />);
    choose(root, 1);
    await settled();
    expect(root.textContent).toContain('3 threads would be deleted now.');
    expect(actions.setRetention).not.toHaveBeenCalled();
    fire(button(root, 'Delete them from now on'), 'click');
    expect(actions.setRetention).toHaveBeenCalledWith(30);
  });

  it('is everything again at once', async () => {
    const actions = { setRetention: vi.fn(), unused: vi.fn(async () => 3) };
    const { root } = draw(<Retention days={90} actions={actions} />);
    choose(root, 0);
    await settled();
    expect(actions.setRetention).toHaveBeenCalledWith(null);
    expect(actions.unused).not.toHaveBeenCalled();
  });
});

it('what is typed as a site and is none stays in its field, with a word about it', () => {
  const actions = { addNeverRead: vi.fn(() => false), removeNeverRead: vi.fn() };
  const { root } = draw(<NeverReadSites sites={['bank.example']} actions={actions} />);
  const input = root.querySelector('input') as HTMLInputElement;
  input.value = 'two words';
  fire(input, 'input');
  fire(input, 'keydown', { key: 'Enter' });
  expect(actions.addNeverRead).toHaveBeenCalledWith('two words');
  expect(root.textContent).toContain('This is not the name of a site.');
  expect(input.value).toBe('two words');
  fire(button(root, 'Remove bank.example'), 'click');
  expect(actions.removeNeverRead).toHaveBeenCalledWith('bank.example');
});

it('the table of what is sent where follows from the connections', () => {
  const connection: Connection = {
    ...{ id: 'a', name: 'Mine', service: 'custom', base_url: 'http://localhost:1234/v1', model: 'm', key_hint: null },
    ...{ protocol: 'responses', created_at: 0 },
  };
  const { root } = draw(
    <SendingTable
      connections={[
        connection,
        { ...connection, id: 'b', base_url: 'https://api.example/v1', background: true, embedding_model: 'e' },
        { ...connection, id: 'c', base_url: '', protocol: 'built-in' },
      ]}
    />,
  );
  const rows = [...root.querySelectorAll('tbody tr')].map(({ textContent }) => textContent ?? '');
  expect(rows[0]).toContain('Nowhere');
  expect(rows[1]).toContain('localhost:1234 (this computer)');
  expect(rows[1]).not.toContain('keeps each answer');
  expect(rows[2]).toContain('api.example');
  expect(rows[2]).toContain('The server keeps each answer');
  expect(rows[2]).toContain('all passages of long pages');
  expect(rows[3]).toContain('Nothing leaves this device');
});
