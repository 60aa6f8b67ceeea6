import { expect, it, vi } from 'vitest';
import { RunSteps } from '../../../components/message/run-steps.tsx';
import type { StepView } from '../../../lib/panel/conversation/run-model.ts';
import { eventually } from '../../support/eventually.ts';
import { draw } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const call = (name: string) => ({ id: name, name, input: '', output: null });
const STEP: StepView = {
  id: 'step-1',
  status: 'completed',
  seconds: null,
  tokens: null,
  calls: ['file_search', 'read_page', 'calculate'].map(call),
};

it('a step that has used several tools names them as a sentence does', async () => {
  const { root } = draw(<RunSteps run_id="run-1" onLoad={async () => [STEP]} />);
  await eventually(() =>
    expect(root.querySelector('li')?.textContent).toMatch(/^file_search, read_page, and calculate/),
  );
});
