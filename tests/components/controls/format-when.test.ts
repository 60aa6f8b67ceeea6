import { describe, expect, it, vi } from 'vitest';
import { formatWhen } from '../../../components/controls/format-when.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const now = new Date(2026, 10, 20, 15, 30).getTime();

describe('a moment', () => {
  it.each([
    ['today', new Date(2026, 10, 20, 9, 5), '9:05 AM'],
    ['yesterday', new Date(2026, 10, 19, 23, 0), 'Thursday'],
    ['this year', new Date(2026, 1, 3), 'Feb 3'],
    ['earlier', new Date(2024, 1, 3), 'Feb 3, 2024'],
  ])('of %s is as short as it stays clear', (_name, at, text) => {
    expect(formatWhen(at.getTime(), now, 'en-US').replace(/\u202f/g, ' ')).toBe(text);
  });
});
