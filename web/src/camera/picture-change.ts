// Whether the camera looks at something else now: a probability must not be smoothed across that.

const CELLS = 12;
/** Mean change of brightness a cell, of 255. A hand that trembles stays below it. */
const MUCH = 18;

/** Mean brightness of each cell of a coarse grid, in [0, 255]. */
export type Gist = Float32Array;

export function gist({ data, width, height }: ImageData): Gist {
  const sums = new Float32Array(CELLS * CELLS);
  const counts = new Float32Array(CELLS * CELLS);
  // Every fourth pixel in both directions is plenty for a mean.
  for (let y = 0; y < height; y += 4) {
    for (let x = 0; x < width; x += 4) {
      const at = (y * width + x) * 4;
      const cell = Math.floor((y * CELLS) / height) * CELLS + Math.floor((x * CELLS) / width);
      const luma =
        0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0);
      sums[cell] = (sums[cell] ?? 0) + luma;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return sums.map((sum, cell) => sum / Math.max(1, counts[cell] ?? 0));
}

export function changedMuch(before: Gist, now: Gist): boolean {
  const sum = now.reduce((total, value, cell) => total + Math.abs(value - (before[cell] ?? 0)), 0);
  return sum / now.length > MUCH;
}
