import { expect, it, vi } from 'vitest';
import { AssistantModelField } from '../../../components/options/assistants/assistant-model-field.tsx';
import { AssistantRow } from '../../../components/options/assistants/assistant-row.tsx';
import { draw } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const nothing = () => undefined;

it('an assistant whose connection is deleted is said to answer with the default one, and no id is shown', () => {
  const assistant = { id: 'asst_1', name: 'Bound', description: null, model: 'conn_old/gpt-x', picture: null };
  const does = {
    ...{ onChoose: nothing, onEdit: nothing, onDuplicate: nothing, onExport: nothing, onRemove: nothing },
  };
  const row = draw(<AssistantRow assistant={assistant} built_in={false} connections={[]} chosen={false} {...does} />);
  expect(row.root.querySelector('small')?.textContent).toBe('Whatever is the default');
  const field = draw(<AssistantModelField model="conn_old/gpt-x" connections={[]} problem={null} onChange={nothing} />);
  expect(field.root.querySelector('input')?.value).toBe('');
});
