import { describe, expect, it } from 'vitest';
import { NO_MODELS } from '../../../lib/models/built-in/interface.ts';
import { type BuiltInState, createBuiltInOffer } from '../../../lib/models/built-in/offer.ts';
import { browserWith, type Script } from './browser-model.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function offerIn(script: Script) {
  const { models, log } = browserWith(script);
  const heard: BuiltInState[] = [];
  const offer = createBuiltInOffer(models, (state) => heard.push(state));
  await offer.look();
  return { offer, heard, log };
}

describe('the offer of the browser’s own model', () => {
  it.each(['available', 'downloadable', 'unavailable'] as const)('only looks while it is %s', async (availability) => {
    const { heard, log } = await offerIn({ availability });
    await settled();
    expect(heard).toEqual([{ status: availability === 'available' ? 'ready' : availability }]);
    expect(log).toMatchObject({ created: [], downloads: 0 });
  });

  it('downloads on the user’s click, with its progress, and is ready then', async () => {
    const { offer, heard, log } = await offerIn({ availability: 'downloadable', progress: [0.5, 1] });
    offer.download();
    expect(log.downloads).toBe(1);
    await settled();
    expect(heard.slice(1)).toEqual([
      { status: 'downloading', share: null },
      { status: 'downloading', share: 0.5 },
      { status: 'downloading', share: 1 },
      { status: 'ready' },
    ]);
  });

  it('asks for the languages that the model is to be used with', async () => {
    const { offer, log } = await offerIn({ availability: 'downloadable', language: 'ja', languages: ['en', 'ja'] });
    offer.download();
    expect(log.created[0]?.expectedOutputs).toEqual([{ type: 'text', languages: ['ja', 'en'] }]);
  });

  it('takes a second click for the first one', async () => {
    const { offer, log } = await offerIn({ availability: 'downloadable' });
    offer.download();
    offer.download();
    expect(log.downloads).toBe(1);
  });

  it('follows a download that goes on already, and starts none', async () => {
    const { heard, log } = await offerIn({ availability: 'downloading', progress: [0.7] });
    await settled();
    expect(heard).toContainEqual({ status: 'downloading', share: 0.7 });
    expect(log.downloads).toBe(0);
  });

  it('can be clicked again after a failure', async () => {
    const refuses = new DOMException('no room', 'QuotaExceededError');
    const { offer, heard, log } = await offerIn({ availability: 'downloadable', refuses });
    offer.download();
    await settled();
    expect(heard.at(-1)).toEqual({ status: 'failed', error: { kind: 'storage-full' } });
    offer.download();
    expect(log.created).toHaveLength(2);
  });

  it('can be cancelled while it is downloaded, and clicked again', async () => {
    const { offer, heard, log } = await offerIn({ availability: 'downloadable', progress: [0.5] });
    offer.download();
    offer.cancel();
    expect(log.created[0]?.signal?.aborted).toBe(true);
    await settled();
    expect(heard.at(-1)).toEqual({ status: 'downloadable' });
    offer.download();
    await settled();
    expect(heard.at(-1)).toEqual({ status: 'ready' });
  });

  it('is none in a browser without a model', async () => {
    const heard: BuiltInState[] = [];
    const offer = createBuiltInOffer(NO_MODELS, (state) => heard.push(state));
    await offer.look();
    offer.download();
    expect(heard).toEqual([]);
  });
});
