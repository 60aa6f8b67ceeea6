import { expect, it, vi } from 'vitest';
import { HostedToolsField } from '../../../components/options/connections/hosted-tools-field.tsx';
import { finishDraft } from '../../../components/options/draft.ts';
import type { HostedTools } from '../../../lib/models/connection.ts';
import type { ConnectionDraft } from '../../../lib/protocol.ts';
import { draw, fire } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

function fields(value: HostedTools = {}) {
  const onChange = vi.fn<(tools: HostedTools) => void>();
  const { root } = draw(<HostedToolsField server="OpenAI" value={value} onChange={onChange} />);
  const [web, code] = [...root.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  const stores = root.querySelector<HTMLInputElement>('input[type="text"]');
  if (web === undefined || code === undefined || stores === null) throw new Error('A field is missing.');
  return { root, web, code, stores, onChange };
}

const draft: ConnectionDraft = {
  id: null,
  name: 'Mine',
  service: 'openai',
  base_url: 'https://api.openai.com/v1',
  protocol: 'responses',
  model: 'gpt-5-mini',
};
const finished = (change: Partial<ConnectionDraft>) => finishDraft({ ...draft, ...change }, draft.base_url, undefined);

it('every tool is off until it is switched on, and says where what goes and that it costs extra', () => {
  const { root, web, code, stores } = fields();
  expect([web.checked === true, code.checked === true, stores.value]).toEqual([false, false, '']);
  const sentences = [...root.querySelectorAll('small, .field .quiet')].map((one) => one.textContent ?? '');
  expect(sentences).toHaveLength(3);
  for (const sentence of sentences) {
    expect(sentence).toContain('OpenAI');
    expect(sentence).toContain('your question and the pages');
    expect(sentence).toContain('costs extra');
  }
});

it('each is switched by itself', () => {
  const { web, code, onChange } = fields({ vector_store_ids: ['vs_1'] });
  web.checked = true;
  fire(web, 'change');
  code.checked = true;
  fire(code, 'change');
  expect(onChange.mock.calls.map(([tools]) => tools)).toEqual([
    { vector_store_ids: ['vs_1'], web_search: true },
    { vector_store_ids: ['vs_1'], code_interpreter: true },
  ]);
});

it('ids are taken however they are separated, each once', () => {
  const { stores, onChange } = fields({ web_search: true });
  stores.value = ' vs_1, vs_2;vs_1\tvs_3 ';
  fire(stores, 'input');
  expect(onChange).toHaveBeenLastCalledWith({ web_search: true, vector_store_ids: ['vs_1', 'vs_2', 'vs_3'] });
});

it('a connection keeps what is on, and nothing of it where its protocol has no such tools', () => {
  const on: HostedTools = { web_search: true, code_interpreter: false, vector_store_ids: [] };
  expect(finished({ hosted_tools: on }).hosted_tools).toEqual({ web_search: true });
  expect(finished({ hosted_tools: { web_search: false } })).not.toHaveProperty('hosted_tools');
  expect(finished({ hosted_tools: on, protocol: 'chat-completions' })).not.toHaveProperty('hosted_tools');
  expect(finished({ hosted_tools: { vector_store_ids: ['vs_1'] } }).hosted_tools).toEqual({
    vector_store_ids: ['vs_1'],
  });
});
