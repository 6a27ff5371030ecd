// Skin with a spot, of any size, on a canvas of the page: tens of megabytes are too many to carry there.
import type { JSHandle, Page } from '@playwright/test';

export function drawSpot(
  page: Page,
  width: number,
  height: number,
): Promise<JSHandle<OffscreenCanvas>> {
  return page.evaluateHandle(
    ({ width, height }) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      if (!context) {
        throw new Error('no canvas');
      }
      context.fillStyle = '#dcb294';
      context.fillRect(0, 0, width, height);
      context.fillStyle = '#5b3423';
      context.beginPath();
      context.ellipse(width / 2, height / 2, width / 6, height / 6, 0.4, 0, 7);
      context.fill();
      return canvas;
    },
    { width, height },
  );
}
