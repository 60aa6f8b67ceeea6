import { describe, expect, it } from 'vitest';
import { embeddedText, embeddingRequests, embeddingsKey, similaritiesTo } from '../../lib/search/embeddings.ts';
import { estimateTokens } from '../../lib/search/tokens.ts';

describe('embeddingsKey', () => {
  it('differs by the page’s content and by the model', () => {
    const keys = [embeddingsKey('0a', 'small'), embeddingsKey('0b', 'small'), embeddingsKey('0a', 'large')];
    expect(new Set(keys).size).toBe(3);
  });
});

describe('embeddedText', () => {
  it('says the headings above the text', () => {
    expect(embeddedText({ id: 1, headings: ['Prices', 'Boats'], text: 'Free on Sundays.' })).toBe(
      'Prices › Boats\nFree on Sundays.',
    );
    expect(embeddedText({ id: 1, headings: [], text: 'Free.' })).toBe('Free.');
  });
});

describe('embeddingRequests', () => {
  it('keeps the order and never asks for too much at once', () => {
    const texts = Array.from({ length: 300 }, (_, index) => `${index} ${'ferry '.repeat(index)}`);
    const requests = embeddingRequests(texts);
    expect(requests.flat()).toEqual(texts);
    for (const request of requests) {
      expect(request.length).toBeLessThanOrEqual(64);
      expect(request.reduce((sum, text) => sum + estimateTokens(text), 0)).toBeLessThanOrEqual(8_000);
    }
    expect(requests.length).toBeLessThan(30);
  });

  it('sends a text that is too long by itself, and nothing for no texts', () => {
    const long = 'ferry '.repeat(20_000);
    expect(embeddingRequests(['a', long, 'b'])).toEqual([['a'], [long], ['b']]);
    expect(embeddingRequests([])).toEqual([]);
  });
});

describe('similaritiesTo', () => {
  it('is the cosine, whatever the lengths of the vectors', () => {
    const question = Float32Array.of(3, 4);
    const [same, across, against] = similaritiesTo(question, [
      Float32Array.of(0.3, 0.4),
      Float32Array.of(-4, 3),
      Float32Array.of(-3, -4),
    ]);
    expect(same).toBeCloseTo(1);
    expect(across).toBeCloseTo(0);
    expect(against).toBeCloseTo(-1);
  });

  it.each([
    ['missing', undefined],
    ['of another length', Float32Array.of(1, 2, 3)],
    ['without a direction', Float32Array.of(0, 0)],
    ['not made of numbers', Float32Array.of(Number.NaN, 1)],
    ['endless', Float32Array.of(Number.POSITIVE_INFINITY, 1)],
  ])('is 0 for a vector that is %s', (_what, vector) => {
    expect([...similaritiesTo(Float32Array.of(1, 2), [vector])]).toEqual([0]);
  });
});
