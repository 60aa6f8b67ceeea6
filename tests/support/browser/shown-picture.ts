import type { Surface } from './surface.ts';

export type Shown = {
  /** As its `data:` URL says. */
  readonly type: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of the pixel in its middle, of 255. */
  readonly centre: readonly number[];
};

/** What a model with eyes would see at a `data:` URL; the browser of a surface decodes it. Rejects where that is no picture. */
export function coloursOf(surface: Surface, dataUrl: string): Promise<Shown> {
  return surface.evaluate(async (url) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const drawing = new OffscreenCanvas(width, height).getContext('2d');
    if (drawing === null) throw new Error('Nothing can be drawn.');
    drawing.drawImage(image, 0, 0);
    const centre = [...drawing.getImageData(Math.floor(width / 2), Math.floor(height / 2), 1, 1).data];
    return { type: url.slice('data:'.length, url.indexOf(';')), width, height, centre };
  }, dataUrl);
}
