import type { PanelPictures } from '../../panel/ports.ts';

/** Pictures for the questions of a surface in the given window. Loaded when the first one is made. */
export function panelPictures(windowId: number): PanelPictures {
  return {
    async ofTab(tab) {
      const { takeScreenshot } = await import('../pages/screenshot.ts');
      return takeScreenshot(tab, windowId);
    },
    async of(file) {
      const { toPicture } = await import('../pages/screenshot-picture.ts');
      return toPicture(file);
    },
    async ofImage(tab, image) {
      const { pictureOfImage } = await import('../pages/page-image.ts');
      return pictureOfImage(tab, windowId, image);
    },
  };
}
