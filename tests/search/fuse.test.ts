import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuseRankings, rankingOf } from '../../lib/search/fuse.ts';

describe('fuseRankings', () => {
  it('puts what two rankings place well before what one of them places best', () => {
    expect(
      fuseRankings([
        [1, 2, 3],
        [4, 2, 5],
      ]),
    ).toEqual([2, 1, 4, 3, 5]);
  });

  it('keeps a single ranking as it is, and the order of the first one for ties', () => {
    expect(fuseRankings([[7, 3, 9]])).toEqual([7, 3, 9]);
    expect(
      fuseRankings([
        [7, 3],
        [3, 7],
      ]),
    ).toEqual([7, 3]);
    expect(fuseRankings([])).toEqual([]);
  });

  it('gives everything any ranking has, once', () => {
    const ranking = fc.uniqueArray(fc.nat(30));
    fc.assert(
      fc.property(fc.array(ranking, { maxLength: 4 }), (rankings) => {
        const fused = fuseRankings(rankings);
        expect(new Set(fused).size).toBe(fused.length);
        expect(new Set(fused)).toEqual(new Set(rankings.flat()));
      }),
    );
  });
});

describe('rankingOf', () => {
  it('names the places of the largest numbers first, without those that are alike in nothing', () => {
    expect(rankingOf(Float32Array.of(0.2, 0.9, 0, -0.5, Number.NaN, 0.9))).toEqual([1, 5, 0]);
  });
});
