import { AppFailure } from '../../errors.ts';

/**
 * Pixels of the longer side: more is scaled down by the services themselves (Anthropic at 1568, OpenAI at 2048 and then to 768 on the
 * shorter side), so that it only costs time.
 */
const LONGEST_SIDE = 1568;
/** Of 1: small letters stay sharp, at about a quarter of a PNG's bytes. */
const QUALITY = 0.85;
/** Of a file. A picture of 50 megapixels is about this long. */
const MOST_BYTES = 20 * 1024 * 1024;

/** A rectangle in a picture, in parts of 1 of its width and height. */
export type Part = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

const WHOLE: Part = { left: 0, top: 0, width: 1, height: 1 };

/** The picture, or a part of it, as a JPEG for models. Throws AppFailure `no-picture`. */
export async function toPicture(file: Blob, part = WHOLE): Promise<Blob> {
  if (file.size > MOST_BYTES) throw new AppFailure({ kind: 'no-picture', reason: 'too-large' });
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new AppFailure({ kind: 'no-picture', reason: 'unreadable' });
  });
  const [wide, high] = [bitmap.width * part.width, bitmap.height * part.height];
  const scale = Math.min(1, LONGEST_SIDE / Math.max(wide, high));
  const width = Math.max(1, Math.round(wide * scale));
  const height = Math.max(1, Math.round(high * scale));
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext('2d');
  if (drawing === null) throw new AppFailure({ kind: 'no-picture', reason: 'failed' });
  // A JPEG has no transparency; what shows through is paper.
  drawing.fillStyle = '#fff';
  drawing.fillRect(0, 0, width, height);
  drawing.imageSmoothingQuality = 'high';
  drawing.drawImage(bitmap, part.left * bitmap.width, part.top * bitmap.height, wide, high, 0, 0, width, height);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}
