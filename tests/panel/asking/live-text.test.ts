import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLiveText } from '../../../lib/panel/asking/live-text.ts';

const ID = 'msg_1';

describe('live text', () => {
  it('shows what has come although nothing is stored yet', () => {
    const live = createLiveText();
    live.add(ID, 0, 'Hel');
    live.add(ID, 3, 'lo');
    expect(live.textOf(ID, '')).toBe('Hello');
  });

  it('shows what is stored where that is longer', () => {
    const live = createLiveText();
    live.add(ID, 0, 'Hel');
    expect(live.textOf(ID, 'Hello')).toBe('Hello');
  });

  it('joins on to a checkpoint after the beginning was missed', () => {
    const live = createLiveText();
    live.add(ID, 5, ' world');
    expect(live.textOf(ID, 'Hel')).toBe('Hel');
    expect(live.textOf(ID, 'Hello w')).toBe('Hello world');
  });

  it('waits for the next checkpoint where deltas are missing in between', () => {
    const live = createLiveText();
    live.add(ID, 0, 'one ');
    live.add(ID, 8, 'three');
    expect(live.textOf(ID, 'one ')).toBe('one ');
    expect(live.textOf(ID, 'one two three')).toBe('one two three');
  });

  it('counts a delta once that comes twice', () => {
    const live = createLiveText();
    live.add(ID, 0, 'once');
    live.add(ID, 0, 'once');
    expect(live.textOf(ID, '')).toBe('once');
  });

  it('whatever is missed and whenever it is stored, shows a beginning of the answer and never less than is stored', () => {
    const answer = 'The quick brown fox jumps over the lazy dog.';
    fc.assert(
      fc.property(
        fc.array(fc.record({ length: fc.integer({ min: 1, max: 9 }), missed: fc.boolean(), checkpoint: fc.boolean() })),
        (pieces) => {
          const live = createLiveText();
          let sent = 0;
          let stored = 0;
          for (const { length, missed, checkpoint } of pieces) {
            const delta = answer.slice(sent, sent + length);
            if (!missed && delta !== '') live.add(ID, sent, delta);
            sent += delta.length;
            if (checkpoint) stored = sent;
            const shown = live.textOf(ID, answer.slice(0, stored));
            expect(answer.startsWith(shown)).toBe(true);
            expect(shown.length).toBeGreaterThanOrEqual(stored);
            expect(shown.length).toBeLessThanOrEqual(sent);
          }
        },
      ),
    );
  });
});
