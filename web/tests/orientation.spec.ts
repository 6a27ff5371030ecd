// The same picture, stored in each of EXIF's eight ways: shown upright, and judged alike.
import { expect, type Page } from '@playwright/test';
import { draw } from './support/pictures.ts';
import { openPage, pick, shownProbability, test, verdict } from './support/site.ts';

// Multiples of 16, so that the blocks of JPEG lie alike in every orientation.
const SIZE = { width: 320, height: 240 };

interface Shown {
  width: number;
  height: number;
  topLeft: string;
  topRight: string;
}

async function shownPicture(page: Page): Promise<Shown> {
  return page.getByRole('img', { name: /The chosen photo/ }).evaluate((element) => {
    const image = element as HTMLImageElement;
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const colourAt = (x: number, y: number) => {
      const [red = 0, green = 0, blue = 0] = context?.getImageData(x, y, 1, 1).data ?? [];
      return red > 200 && green < 60 && blue < 60
        ? 'red'
        : blue > 200 && green < 60 && red < 60
          ? 'blue'
          : `${red} ${green} ${blue}`;
    };
    return {
      width: canvas.width,
      height: canvas.height,
      topLeft: colourAt(6, 6),
      topRight: colourAt(canvas.width - 6, 6),
    };
  });
}

test('all eight orientations are shown upright and judged alike', async ({ page, site }) => {
  await openPage(page, site.url);
  await pick(page, await draw(page, SIZE));
  const upright = await shownProbability(page);

  for (let storedAs = 1; storedAs <= 8; storedAs++) {
    await test.step(`orientation ${storedAs}`, async () => {
      const photo = { ...(await draw(page, { ...SIZE, storedAs })), name: `${storedAs}.jpg` };
      await pick(page, photo);
      await expect(page.getByRole('img', { name: photo.name })).toBeVisible();
      const probability = await shownProbability(page);
      expect(Math.abs(probability - upright)).toBeLessThan(0.03);
      expect(await shownPicture(page)).toEqual({ ...SIZE, topLeft: 'red', topRight: 'blue' });
      await verdict(page).getByText('Technical details').click();
      await expect(verdict(page)).toContainText('320 × 240 pixels');
    });
  }
});
