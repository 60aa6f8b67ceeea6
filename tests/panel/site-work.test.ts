import { describe, expect, it } from 'vitest';
import { createSiteWork } from '../../lib/panel/site-work.ts';

describe('the work for a site', () => {
  it('tells how far a document of many pages has been read, on its own site and until it ends', async () => {
    const work = createSiteWork(() => {});
    const done = Promise.withResolvers<void>();
    const running = work.run('a.test', ({ onProgress }) => {
      onProgress({ read: 12, of: 300 });
      return done.promise;
    });
    expect(work.progress('a.test')).toEqual({ read: 12, of: 300 });
    expect(work.progress('b.test')).toBeNull();
    done.resolve();
    await running;
    expect(work.progress('a.test')).toBeNull();
  });

  it('hears nothing more of pages once it was stopped', async () => {
    const work = createSiteWork(() => {});
    const told = Promise.withResolvers<(read: { read: number; of: number }) => void>();
    const running = work.run('a.test', ({ onProgress }) => {
      told.resolve(onProgress);
      return new Promise(() => {});
    });
    const tell = await told.promise;
    work.stop('a.test');
    expect(await running).toBe(false);
    tell({ read: 13, of: 300 });
    expect(work.progress('a.test')).toBeNull();
    expect(work.notice('a.test')).toBeNull();
  });
});
