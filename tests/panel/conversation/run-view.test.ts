import { describe, expect, it } from 'vitest';
import type { Message, Run, RunStatus } from '../../../lib/assistants/objects.ts';
import { runView } from '../../../lib/panel/conversation/run-view.ts';

function run(status: RunStatus, local: Partial<Run['local']> = {}): Run {
  return { id: 'run_1', status, local } as Run;
}

describe('the run in the panel', () => {
  it.each<readonly [RunStatus, boolean, string]>([
    ['queued', false, 'waiting'],
    ['in_progress', false, 'waiting'],
    ['in_progress', true, 'answering'],
    ['requires_action', false, 'waiting'],
    ['cancelling', true, 'stopping'],
    ['cancelled', false, 'stopped'],
    ['completed', false, 'idle'],
    ['incomplete', false, 'incomplete'],
  ])('%s with words %s is %s', (status, words, shown) => {
    expect(runView(run(status), [], words).status).toBe(shown);
  });

  it('waits from the moment that the front door gives it, which keeps what is ours to itself', () => {
    const { local: _, ...given } = run('queued');
    expect(runView(given as Run, [], false)).toEqual({ status: 'waiting' });
  });

  it('that was stopped can be continued where words had come, and only there', () => {
    const words = { run_id: 'run_1', content: [{ type: 'text' }] } as unknown as Message;
    expect(runView(run('cancelled'), [words], false)).toEqual({ status: 'stopped', partial: true, run_id: 'run_1' });
    expect(runView(run('cancelled'), [], false)).toEqual({ status: 'stopped', partial: false, run_id: 'run_1' });
  });

  it('is idle in a thread without a run', () => {
    expect(runView(undefined, [], false)).toEqual({ status: 'idle' });
  });

  it('hands the failure on as it was met', () => {
    expect(runView(run('failed', { error: { kind: 'cut-off' } }), [], false)).toEqual({
      status: 'failed',
      error: { kind: 'cut-off' },
      partial: false,
      run_id: 'run_1',
    });
    expect(runView(run('expired'), [], false)).toMatchObject({ error: { kind: 'expired' } });
  });
});
