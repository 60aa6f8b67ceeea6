import { beforeEach, expect, it, vi } from 'vitest';
import { toAppError } from '../../../lib/errors.ts';
import { toPicture } from '../../../lib/platform/pages/screenshot-picture.ts';

const MEGABYTE = 1024 * 1024;

let drawn: (readonly number[])[];

/** A browser that decodes every file to this many pixels, and draws. */
function decodeTo(width: number, height: number): void {
  vi.stubGlobal('createImageBitmap', async () => ({ width, height, close() {} }));
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      constructor(...size: number[]) {
        drawn.push(size);
      }
      getContext = () => ({ fillRect() {}, drawImage() {} });
      convertToBlob = async ({ type }: { type: string }) => new Blob([], { type });
    },
  );
}

beforeEach(() => {
  drawn = [];
});

it.each([
  [
    [3840, 2160],
    [1568, 882],
  ],
  [
    [900, 3136],
    [450, 1568],
  ],
  [
    [1280, 720],
    [1280, 720],
  ],
  [
    [40_000, 3],
    [1568, 1],
  ],
] as const)('of %o pixels becomes a JPEG of %o', async ([width, height], size) => {
  decodeTo(width, height);
  expect((await toPicture(new Blob(['x']))).type).toBe('image/jpeg');
  expect(drawn).toEqual([size]);
});

it('that is no picture is told as such', async () => {
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('', 'InvalidStateError')));
  const failure = await toPicture(new Blob(['words'])).then(() => null, toAppError);
  expect(failure).toEqual({ kind: 'no-picture', reason: 'unreadable' });
});

it('of more than 20 MB is not even decoded', async () => {
  const decode = vi.fn();
  vi.stubGlobal('createImageBitmap', decode);
  const failure = await toPicture(new Blob([new Uint8Array(20 * MEGABYTE + 1)])).then(() => null, toAppError);
  expect(failure).toEqual({ kind: 'no-picture', reason: 'too-large' });
  expect(decode).not.toHaveBeenCalled();
});
