import { describe, expect, it, vi } from 'vitest';
import { formatSeconds, formatTokens, formatUsd } from '../../../components/controls/format-usage.ts';
import { RunUsage } from '../../../components/message/run-usage.tsx';
import type { SentView, StepView, UsageView } from '../../../lib/panel/conversation/run-model.ts';
import { eventually } from '../../support/eventually.ts';
import { draw, fire } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const USAGE: UsageView = {
  ...{ run_id: 'run_1', model: 'gpt-5-mini', seconds: 3, tokens: 1_240, estimated: false },
  cost: { basis: 'list', usd: 0.0004, as_of: '2026-03-21' },
  thread: null,
};

const SENT: SentView = {
  ...{ at: 0, model: 'gpt-5-mini', settings: '{}', tokens: 20 },
  messages: [
    { role: 'system', text: 'Be brief.', calls: '', images: [], tokens: 12 },
    { role: 'user', text: 'Why?', calls: '', images: ['data:image/jpeg;base64, 30 kB'], tokens: 8 },
  ],
};

async function open(details: Element | null): Promise<void> {
  if (details === null) throw new Error('There is nothing to open.');
  Object.assign(details, { open: true });
  fire(details, 'toggle');
}

function line(change: Partial<UsageView> = {}) {
  const { root } = draw(
    <RunUsage usage={{ ...USAGE, ...change }} actions={{ loadSteps: async () => [], loadSent: async () => [] }} />,
  );
  return {
    words: root.querySelector('summary')?.textContent,
    explanation: root.querySelector('details > p')?.textContent,
    title: root.querySelector('summary')?.getAttribute('title'),
  };
}

describe('the line under an answer', () => {
  it('is model, time, tokens and cost, and tells the day of the price', () => {
    const { words, explanation, title } = line();
    expect(words).toBe('gpt-5-mini · 3 s · 1,240 tokens · $0.0004');
    expect(explanation).toBe('By the list price of Mar 21, 2026.');
    expect(title).toBe(explanation);
  });

  it('marks what is our own estimate', () => {
    expect(line({ estimated: true }).words).toBe('gpt-5-mini · 3 s · ~1,240 tokens · ~$0.0004');
  });

  it('leaves out a cost that is unknown, and says so', () => {
    const { words, title } = line({ cost: null });
    expect(words).toBe('gpt-5-mini · 3 s · 1,240 tokens');
    expect(title).toContain('Cost unknown');
  });

  it('counts nothing where nobody did, and explains nothing', () => {
    const { words, title } = line({ tokens: 0, cost: null, estimated: true });
    expect(words).toBe('gpt-5-mini · 3 s');
    expect(title).toBeNull();
  });

  it('has nothing to explain where the answer is free of charge', () => {
    const { words, title } = line({ cost: { basis: 'free', usd: 0 } });
    expect(words).toBe('gpt-5-mini · 3 s · 1,240 tokens · free of charge');
    expect(title).toBeNull();
  });

  it('leaves out a time nobody knows', () => {
    expect(line({ seconds: null }).words).toBe('gpt-5-mini · 1,240 tokens · $0.0004');
  });

  it.each([
    [{ usd: 0.0123 }, 'Whole thread: 12,400 tokens, $0.0123.'],
    [{ usd: 1.5, usd_at_least: true }, 'Whole thread: 12,400 tokens, at least $1.50.'],
    [{ usd: null, tokens_at_least: true, usd_at_least: true }, 'Whole thread: at least 12,400 tokens.'],
  ])('tells the whole thread with %o', (sum, words) => {
    const { explanation } = line({
      thread: { tokens: 12_400, estimated: false, tokens_at_least: false, usd_at_least: false, ...sum },
    });
    expect(explanation).toContain(words);
  });

  it('shows what was done, step by step', async () => {
    const steps: StepView[] = [
      {
        ...{ id: 'step_1', status: 'failed', seconds: 2, tokens: 40 },
        calls: [{ id: 'call_1', name: 'weather', input: '{"city":"Rome"}', output: 'Sunny' }],
      },
      { id: 'step_2', status: 'completed', seconds: null, tokens: null, calls: [] },
    ];
    const { root } = draw(
      <RunUsage usage={USAGE} actions={{ loadSteps: async () => steps, loadSent: async () => [] }} />,
    );
    await open(root.querySelector('details'));
    await eventually(() => expect(root.querySelectorAll('.steps > li')).toHaveLength(2));
    const [calls, message] = root.querySelectorAll('.steps > li');
    expect(calls?.textContent).toContain('weather · failed · 2 s · 40 tokens');
    expect(calls?.textContent).toContain('{"city":"Rome"}');
    expect(calls?.textContent).toContain('Sunny');
    expect(message?.textContent).toBe('Wrote the answer');
  });

  it('shows what was sent, message by message, when it is wanted', async () => {
    const loadSent = vi.fn(async () => [SENT]);
    const { root } = draw(<RunUsage usage={USAGE} actions={{ loadSteps: async () => [], loadSent }} />);
    await open(root.querySelector('details'));
    await eventually(() => expect(root.querySelector('.sent-requests')).not.toBeNull());
    expect(loadSent).not.toHaveBeenCalled();
    await open(root.querySelector('.sent-requests'));
    await eventually(() => expect(root.querySelectorAll('.sent details')).toHaveLength(3));
    const [system] = root.querySelectorAll('.sent details');
    expect(system?.textContent).toBe('System · ~12 tokens');
    await open(system ?? null);
    expect(system?.querySelector('pre')?.textContent).toBe('Be brief.');
  });

  it('says so where nothing is kept of what was sent', async () => {
    const actions = { loadSteps: async () => [], loadSent: async () => [] };
    const { root } = draw(<RunUsage usage={USAGE} actions={actions} />);
    await open(root.querySelector('details'));
    await eventually(() => expect(root.querySelector('.sent-requests')).not.toBeNull());
    await open(root.querySelector('.sent-requests'));
    await eventually(() => expect(root.textContent).toContain('Nothing is kept'));
  });
});

describe('amounts', () => {
  it.each([
    [0, '$0.00'],
    [0.00002, '<$0.0001'],
    [0.00041, '$0.0004'],
    [0.03, '$0.03'],
    [0.0312, '$0.0312'],
    [0.126, '$0.13'],
    [1234.5, '$1,234.50'],
  ])('of %d dollars are %s', (usd, text) => {
    expect(formatUsd(usd, false, 'en-US')).toBe(text);
  });

  it('follow the reader’s language', () => {
    expect([formatTokens(12_400, true), formatTokens(1, false)]).toEqual(['~12,400 tokens', '1 token']);
    expect(formatUsd(0.0004, false, 'de')).toBe('0,0004\u00a0$');
  });

  it('of time are minutes where there are any', () => {
    expect([formatSeconds(59), formatSeconds(125)]).toEqual(['59 s', '2 min 5 s']);
  });
});
