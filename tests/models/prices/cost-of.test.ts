import { describe, expect, it } from 'vitest';
import { costOf } from '../../../lib/models/prices/cost-of.ts';
import prices from '../../../lib/models/prices/prices.json' with { type: 'json' };
import { serviceOf } from '../../../lib/models/services.ts';

const usage = (prompt_tokens: number, completion_tokens: number, total_tokens = prompt_tokens + completion_tokens) => ({
  prompt_tokens,
  completion_tokens,
  total_tokens,
});

const MILLIONS = usage(1_000_000, 1_000_000);

describe('the cost of an answer', () => {
  it('is what its tokens cost by the list, with the day of the list', () => {
    const cost = costOf(usage(1_000, 500), 'gpt-5-mini', 'openai');
    expect(cost).toMatchObject({ basis: 'list', as_of: '2026-03-21' });
    expect(cost?.usd).toBeCloseTo(0.00125, 10);
  });

  it.each([
    ['gpt-5-mini-2025-08-07', 'openai', 2.25],
    ['claude-haiku-4-5-20251001', 'anthropic', 6],
    ['gpt-4o-2024-11-20', 'openai', 12.5],
    ['gpt-4o-2024-05-13', 'openai', 20],
  ])('of the snapshot %s at %s is that of its model, or its own', (model, service, usd) => {
    expect(costOf(MILLIONS, model, service)?.usd).toBeCloseTo(usd, 10);
  });

  it.each([
    ['gpt-5-mini', 'openrouter'],
    ['gpt-5-mini', 'unknown'],
    ['gpt-5-mini-fast', 'openai'],
    ['gpt-5-chat-latest', 'openai'],
    ['gpt-99', 'openai'],
    ['', 'openai'],
    ['constructor', 'openai'],
  ])('of "%s" at %s is unknown', (model, service) => {
    expect(costOf(MILLIONS, model, service)).toBeNull();
  });

  it.each(['local', 'built-in', 'on-device'])('is nothing for a model that is %s, whatever its name', (biller) => {
    expect(costOf(MILLIONS, 'gpt-5-mini', biller)).toEqual({ basis: 'free', usd: 0 });
  });

  it('counts what a model thinks where only the total tells of it', () => {
    expect(costOf(usage(0, 100_000, 1_000_000), 'gemini-2.5-flash', 'gemini')?.usd).toBeCloseTo(2.5, 10);
    expect(costOf(usage(0, 1_000_000, 0), 'gemini-2.5-flash', 'gemini')?.usd).toBeCloseTo(2.5, 10);
  });

  it('is unknown above the prompt that the price is for', () => {
    expect(costOf(usage(200_000, 1), 'gemini-2.5-pro', 'gemini')).not.toBeNull();
    expect(costOf(usage(200_001, 1), 'gemini-2.5-pro', 'gemini')).toBeNull();
  });

  it('goes by the user’s own price before any other', () => {
    const own = [{ model: 'gpt-5-mini', in: 1, out: 3 }];
    expect(costOf(MILLIONS, 'gpt-5-mini', 'openai', own)).toEqual({ basis: 'own', usd: 4 });
    expect(costOf(MILLIONS, 'gpt-5-mini', 'local', own)).toEqual({ basis: 'own', usd: 4 });
    expect(costOf(MILLIONS, 'gpt-5-nano', 'openai', own)?.basis).toBe('list');
  });
});

describe('the price lists', () => {
  it.each(prices.lists)('of $service as of $as_of name their source, a day and a service there is', (list) => {
    expect(list.source).toMatch(/\w/);
    expect(new Date(list.as_of).toISOString().slice(0, 10)).toBe(list.as_of);
    expect(serviceOf(list.service).id).toBe(list.service);
    for (const { model, in: input, out } of list.models) {
      expect(input, model).toBeGreaterThan(0);
      expect(out, model).toBeGreaterThan(input);
    }
  });

  it('have each model of a service once', () => {
    const names = prices.lists.flatMap(({ service, models }) => models.map(({ model }) => `${service} ${model}`));
    expect(new Set(names).size).toBe(names.length);
  });
});
