// A photo of a lesion drawn by the browser, for tests and screenshots: no photo of anyone is kept in this repository. It looks so
// much like one (skin with fine relief, a spot with an uneven rim and uneven colour) that the default weights take it for one.

/**
 * @typedef {'too-dark' | 'too-bright' | 'blurred' | 'lesion-out-of-frame'} Flaw What the quality gate knows, but for too few pixels.
 * @typedef {object} PhotoDrawing
 * @property {number} [width]
 * @property {number} [height]
 * @property {number} [storedAs] How the pixels are stored: as EXIF orientation 1..8 says, 1 being upright.
 * @property {'image/jpeg' | 'image/png' | 'image/webp'} [type]
 * @property {number} [darkness] Of the spot, 0..1.
 * @property {Flaw | undefined} [flaw] `lesion-out-of-frame` wants a photo of 4 : 3, whose middle square then has less than half of the spot.
 * @property {boolean} [corners] A red block in the top left corner and a blue one in the top right.
 */

/**
 * @param {import('@playwright/test').Page} page Where it is drawn; nothing of the page changes.
 * @param {PhotoDrawing} drawing
 * @returns {Promise<Buffer>} The file, without EXIF.
 */
export async function drawnPhoto(page, drawing) {
  /** @type {Whole} */
  const whole = {
    width: 320,
    height: 240,
    storedAs: 1,
    type: 'image/jpeg',
    darkness: 0.7,
    corners: false,
    ...drawing,
  };
  const base64 = await page.evaluate(drawInPage, whole);
  return Buffer.from(base64, 'base64');
}

/**
 * @typedef {Required<Omit<PhotoDrawing, 'flaw'>> & { flaw?: Flaw | undefined }} Whole
 * @param {Whole} drawing
 * @returns {Promise<string>} In Base64.
 */
async function drawInPage({ width, height, storedAs, type, darkness, flaw, corners }) {
  const transposed = storedAs >= 5;
  const canvas = new OffscreenCanvas(transposed ? height : width, transposed ? width : height);
  const context = canvas.getContext('2d');
  // Where the upright point (x, y) is stored: x' = a x + c y + e, y' = b x + d y + f.
  const transform = /** @type {[number, number, number, number, number, number][]} */ ([
    [1, 0, 0, 1, 0, 0],
    [-1, 0, 0, 1, width, 0],
    [-1, 0, 0, -1, width, height],
    [1, 0, 0, -1, 0, height],
    [0, 1, 1, 0, 0, 0],
    [0, -1, 1, 0, 0, width],
    [0, -1, -1, 0, height, width],
    [0, 1, -1, 0, height, 0],
  ])[storedAs - 1];
  if (!context || !transform) {
    throw new Error('no canvas, or no orientation of 1 to 8');
  }
  context.setTransform(...transform);
  if (flaw === 'blurred') {
    context.filter = `blur(${Math.min(width, height) / 40}px)`;
  }
  context.drawImage(skinWithSpot(), 0, 0, width, height);
  context.filter = 'none';
  const unit = Math.min(width, height);
  if (corners) {
    context.fillStyle = 'rgb(255 0 0)';
    context.fillRect(0, 0, unit / 8, unit / 8);
    context.fillStyle = 'rgb(0 0 255)';
    context.fillRect(width - unit / 8, 0, unit / 8, unit / 8);
  }
  if (flaw === 'too-dark' || flaw === 'too-bright') {
    context.fillStyle = flaw === 'too-dark' ? 'rgb(0 0 0 / 85%)' : 'rgb(255 255 255 / 97%)';
    context.fillRect(0, 0, width, height);
  }
  const blob = await canvas.convertToBlob({ type, quality: 0.97 });
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = String(reader.result);
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.readAsDataURL(blob);
  });

  function skinWithSpot() {
    // Finer than this no network looks.
    const scale = Math.min(1, 480 / Math.min(width, height));
    const pixels = new ImageData(Math.round(width * scale), Math.round(height * scale));
    const side = Math.min(pixels.width, pixels.height);
    const middle = { x: flaw === 'lesion-out-of-frame' ? 0.1 : 0.5, y: 0.5 };
    for (let y = 0; y < pixels.height; y++) {
      for (let x = 0; x < pixels.width; x++) {
        pixels.data.set(
          colourAt((x - middle.x * pixels.width) / side, (y - middle.y * pixels.height) / side),
          (y * pixels.width + x) * 4,
        );
      }
    }
    const upright = new OffscreenCanvas(pixels.width, pixels.height);
    upright.getContext('2d')?.putImageData(pixels, 0, 0);
    return upright;
  }

  /** @param {number} u @param {number} v From the spot's middle, by the shorter side. */
  function colourAt(u, v) {
    const rim = noise(u * 8 + 3, v * 8 + 5) * 0.08 + noise(u * 20, v * 20) * 0.04;
    const inside = Math.min(
      1,
      Math.max(0, (0.3 - Math.hypot(u * 1.1, v * 0.9) - rim) / 0.08 + 0.5),
    );
    const pigment = noise(u * 25 + 9, v * 25) * 20 + noise(u * 40, v * 40) * 20;
    const tone = noise(u * 3, v * 3) * 28;
    const relief = (noise(u * 110, v * 110) + noise(u * 60, v * 60)) * 11;
    const skin = [175, 138, 124];
    const spot = [79, 45, 25];
    const colour = [0, 1, 2].map((channel) => {
      const plain = skin[channel] ?? 0;
      const dark = plain + ((spot[channel] ?? 0) - plain) * darkness;
      return (plain + tone) * (1 - inside) + (dark + pigment) * inside + relief;
    });
    return [...colour, 255];
  }

  /**
   * Value noise, in -0.5..0.5.
   * @param {number} x @param {number} y
   */
  function noise(x, y) {
    const [i, j] = [Math.floor(x), Math.floor(y)];
    const smooth = (/** @type {number} */ t) => t * t * (3 - 2 * t);
    const [s, t] = [smooth(x - i), smooth(y - j)];
    const row = (/** @type {number} */ at) => random(i, at) * (1 - s) + random(i + 1, at) * s;
    return row(j) * (1 - t) + row(j + 1) * t - 0.5;
  }

  /** @param {number} i @param {number} j */
  function random(i, j) {
    const value = Math.sin(i * 127.1 + j * 311.7) * 43758.5453;
    return value - Math.floor(value);
  }
}
