import { expect, it, vi } from 'vitest';
import { EmbeddingField } from '../../../../components/options/connections/embedding-field.tsx';
import { finishDraft } from '../../../../components/options/draft.ts';
import type { ConnectionDraft } from '../../../../lib/protocol.ts';
import { draw } from '../../surface.ts';

vi.mock('../../../../lib/i18n/index.ts', () => import('../../english.ts'));

const draft: ConnectionDraft = {
  id: null,
  name: 'Mine',
  service: 'custom',
  base_url: 'http://127.0.0.1:1/v1',
  protocol: 'chat-completions',
  model: 'small',
};
const finished = (change: Partial<ConnectionDraft>) => finishDraft({ ...draft, ...change }, draft.base_url, undefined);

it('says where the whole page goes, and that it may cost', () => {
  const { root } = draw(<EmbeddingField server="My server" value="" onChange={() => {}} />);
  expect(root.textContent).toContain('For this My server gets the whole text of such a page, which may cost extra.');
});

it('is kept as typed, for servers that have embeddings only, and not at all when it is empty', () => {
  expect(finished({ embedding_model: ' nomic ' }).embedding_model).toBe('nomic');
  expect(finished({ embedding_model: 'nomic', protocol: 'responses' }).embedding_model).toBe('nomic');
  expect(finished({ embedding_model: 'nomic', protocol: 'assistants' })).not.toHaveProperty('embedding_model');
  expect(finished({ embedding_model: ' ' })).not.toHaveProperty('embedding_model');
});
