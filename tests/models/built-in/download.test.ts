import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../../lib/errors.ts';
import { createContextTokens } from '../../../lib/models/built-in/context-tokens.ts';
import { downloadModel } from '../../../lib/models/built-in/download.ts';
import { browserWith, type Script } from './browser-model.ts';

const NEVER = new AbortController().signal;

async function download(script: Script) {
  const { models, log } = browserWith({ availability: 'downloadable', ...script });
  const model = models.languageModel();
  if (model === undefined) throw new Error('no model');
  const heard: number[] = [];
  await downloadModel(model, {}, (share) => heard.push(share), NEVER);
  return { heard, log };
}

describe('downloading the built-in model', () => {
  it.each(['today', 'earlier'] as const)('tells its progress as a share, in a browser of %s', async (generation) => {
    const { heard, log } = await download({ generation, progress: [0, 0.25, 1] });
    expect(heard).toEqual([0, 0.25, 1]);
    expect(log).toMatchObject({ downloads: 1, destroyed: 1 });
  });

  it('asks the browser in the click itself', () => {
    const { models, log } = browserWith({ availability: 'downloadable' });
    void downloadModel(models.languageModel() ?? expect.fail(), {}, () => undefined, NEVER);
    expect(log.created).toHaveLength(1);
  });

  it.each([
    ['NotSupportedError', { kind: 'built-in-unavailable' }],
    ['NotAllowedError', { kind: 'model-not-downloaded', downloading: false }],
    ['NetworkError', { kind: 'offline' }],
    ['QuotaExceededError', { kind: 'storage-full' }],
  ])('says what a %s means', async (name, error) => {
    const failed = await download({ refuses: new DOMException('no', name) }).catch((thrown: unknown) => thrown);
    expect(failed).toBeInstanceOf(AppFailure);
    expect(failed).toMatchObject({ error });
  });
});

describe('the window of the built-in model', () => {
  it.each(['today', 'earlier'] as const)(
    'is what a session of a browser of %s tells, asked once',
    async (generation) => {
      const { models, log } = browserWith({ generation, window: 9_216 });
      const contextTokens = createContextTokens(models);
      expect([await contextTokens(), await contextTokens()]).toEqual([9_216, 9_216]);
      expect(log).toMatchObject({ destroyed: 1 });
      expect(log.created).toHaveLength(1);
    },
  );

  it('is kept to what can be used where the browser sets no limit', async () => {
    const contextTokens = createContextTokens(browserWith({ window: Number.POSITIVE_INFINITY }).models);
    expect(await contextTokens()).toBe(32_768);
  });

  it('is a small one while there is nobody to ask, and downloads nothing', async () => {
    const { models, log } = browserWith({ availability: 'downloadable' });
    expect(await createContextTokens(models)()).toBe(4_096);
    expect(log.downloads).toBe(0);
  });

  it('is asked again after a failure', async () => {
    const broken = browserWith({ refuses: new DOMException('busy', 'UnknownError') });
    const working = browserWith({ window: 6_144 });
    let isBroken = true;
    const contextTokens = createContextTokens({
      ...working.models,
      languageModel: () => (isBroken ? broken : working).models.languageModel(),
    });
    expect(await contextTokens()).toBe(4_096);
    isBroken = false;
    expect(await contextTokens()).toBe(6_144);
  });
});
