import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CurrentTab, PanelPorts } from '../../../lib/panel/ports.ts';
import { keepIcon } from '../../../lib/panel/threads/keep-icon.ts';
import { A, B } from '../../support/panel-world.ts';

vi.mock('../../../lib/i18n/index.ts', () => ({ t: (key: string) => key }));

const ICON = new Blob(['icon'], { type: 'image/png' });
const DAY = 86_400_000;

let inFront: CurrentTab | null;
let age: number;
const kept = vi.fn(async (_site: string, _icon: Blob | null) => undefined);
const icon = vi.fn<PanelPorts['tabs']['icon']>();

const ports = {
  reads: { threadReads: async () => ({ iconAge: async () => age, keepIcon: kept }) },
  tabs: { current: async () => inFront, icon },
} as unknown as PanelPorts;

beforeEach(() => {
  vi.clearAllMocks();
  [inFront, age] = [A, Number.POSITIVE_INFINITY];
  icon.mockResolvedValue({ url: 'https://a.test/', icon: ICON });
});

describe('the icon of a site', () => {
  it.each([ICON, null])('is kept as its page has it: %s', async (found) => {
    icon.mockResolvedValue({ url: 'https://a.test/deep', icon: found });
    await keepIcon(ports, A, 'a.test');
    expect(kept).toHaveBeenCalledExactlyOnceWith('a.test', found);
  });

  it('is looked at again after a month', async () => {
    age = 29 * DAY;
    await keepIcon(ports, A, 'a.test');
    expect(icon).not.toHaveBeenCalled();
    age = 30 * DAY;
    await keepIcon(ports, A, 'a.test');
    expect(kept).toHaveBeenCalledOnce();
  });

  it.each([{ ...A, url: B.url }, { ...A, url: undefined }, B, null])(
    'is not looked for in a tab that has moved on: %o',
    async (now) => {
      inFront = now;
      await keepIcon(ports, A, 'a.test');
      expect(icon).not.toHaveBeenCalled();
      expect(kept).not.toHaveBeenCalled();
    },
  );

  it('is dropped when another site answers', async () => {
    icon.mockResolvedValue({ url: 'https://b.test/', icon: ICON });
    await keepIcon(ports, A, 'a.test');
    expect(kept).not.toHaveBeenCalled();
  });

  it('is looked for again with the next question where the page could not be looked into', async () => {
    icon.mockRejectedValueOnce(new Error('gone'));
    await keepIcon(ports, A, 'a.test').catch(() => undefined);
    expect(kept).not.toHaveBeenCalled();
  });
});
