import { AppFailure } from '../errors.ts';

/**
 * Pixels of the longer side: more is scaled down by the services themselves (Anthropic at 1568, OpenAI at 2048 and then to 768 on the
 * shorter side), so that it only costs time.
 */
const LONGEST_SIDE = 1568;
/** Of 1: small letters stay sharp, at about a quarter of a PNG's bytes. */
const QUALITY = 0.85;
/** Of a file. A picture of 50 megapixels is about this long. */
const MOST_BYTES = 20 * 1024 * 1024;

/** The picture as a JPEG for models. Throws AppFailure `no-picture`. */
export async function toPicture(file: Blob): Promise<Blob> {
  if (file.size > MOST_BYTES) throw new AppFailure({ kind: 'no-picture', reason: 'too-large' });
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new AppFailure({ kind: 'no-picture', reason: 'unreadable' });
  });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext('2d');
  if (drawing === null) throw new AppFailure({ kind: 'no-picture', reason: 'failed' });
  // A JPEG has no transparency; what shows through is paper.
  drawing.fillStyle = '#fff';
  drawing.fillRect(0, 0, width, height);
  drawing.imageSmoothingQuality = 'high';
  drawing.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}
