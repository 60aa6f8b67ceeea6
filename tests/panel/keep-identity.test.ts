import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepIdentity } from '../../lib/panel/keep-identity.ts';

describe('parts that say the same', () => {
  it('are those from before, and so is the whole where all of them are', () => {
    const before = { run: { status: 'idle' }, threads: [{ id: 'a' }, { id: 'b' }] };
    expect(keepIdentity(before, structuredClone(before))).toBe(before);
  });

  it('are kept beside what has changed', () => {
    const before = { run: { status: 'idle' }, threads: [{ id: 'a' }, { id: 'b' }] };
    const next = keepIdentity(before, { run: { status: 'waiting' }, threads: [{ id: 'a' }, { id: 'c' }] });
    expect(next).toEqual({ run: { status: 'waiting' }, threads: [{ id: 'a' }, { id: 'c' }] });
    expect(next.threads[0]).toBe(before.threads[0]);
    expect(next.threads).not.toBe(before.threads);
  });

  it('are no objects of other kinds, which are taken as they are', () => {
    const [before, next] = [
      { map: new Map(), at: new Date(0) },
      { map: new Map(), at: new Date(0) },
    ];
    expect(keepIdentity(before, next).map).toBe(next.map);
    expect(keepIdentity(before, next).at).toBe(next.at);
  });

  it('tell a missing part from one that is undefined, and a list from an object', () => {
    expect(keepIdentity({ a: undefined }, {})).toEqual({});
    expect(Object.keys(keepIdentity({}, { a: undefined }))).toEqual(['a']);
    expect(keepIdentity({ 0: 'a' }, ['a'])).toEqual(['a']);
    expect(keepIdentity(['a', 'b'], ['a'])).toEqual(['a']);
  });

  it('never change what is said, and leave both sides as they were', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, next) => {
        const copies = structuredClone([before, next]);
        expect(keepIdentity(before, next)).toEqual(copies[1]);
        expect([before, next]).toEqual(copies);
      }),
    );
  });
});
