import { expect, it, vi } from 'vitest';
import { ImportReport } from '../../../../components/options/data/import-report.tsx';
import type { ImportedFile } from '../../../../lib/panel/assistants/assistants-model.ts';
import { draw } from '../../surface.ts';

vi.mock('../../../../lib/i18n/index.ts', () => import('../../english.ts'));

it('files that could not come along are named as a sentence does', () => {
  const names = ['prices.csv', 'rules.pdf', 'notes.md'];
  const files: readonly ImportedFile[] = [
    {
      file: 'assistants.json',
      status: 'read',
      assistants: [{ name: 'Clerk', status: 'added', notes: [{ kind: 'files', names }] }],
    },
  ];
  const { root } = draw(<ImportReport files={files} />);
  expect(root.textContent).toContain('prices.csv, rules.pdf, and notes.md');
});
