import { toBase64 } from '../../assistants/base64.ts';

/** Pixels of its side: twice what is shown at most, for dense screens. */
const SIDE = 96;

/** The middle of a picture as a small square, as a `data:` URL. Rejects where the file is no picture that the browser can read. */
export async function smallPicture(file: Blob): Promise<string> {
  const bitmap = await createImageBitmap(file);
  const side = Math.min(bitmap.width, bitmap.height);
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  const drawing = canvas.getContext('2d');
  if (drawing === null) throw new Error('There is nothing to draw with.');
  drawing.imageSmoothingQuality = 'high';
  const [left, top] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2];
  drawing.drawImage(bitmap, left, top, side, side, 0, 0, SIDE, SIDE);
  bitmap.close();
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return `data:image/png;base64,${toBase64(new Uint8Array(await blob.arrayBuffer()))}`;
}
