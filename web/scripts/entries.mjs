// The modules that other pages import from the built folder, and where each comes from. They keep their names; the page itself
// asks for none of them.

/** @type {Record<string, string>} */
export const ENTRIES = {
  lesionlens: 'src/classifier/index.ts',
  'lesion-lens': 'src/element/index.ts',
  'lesionlens-results': 'src/results/index.ts',
  'lesionlens-frame': 'src/frame/host.ts',
};

/** @param {string} file Relative to the built folder. */
export function isEntry(file) {
  return file.endsWith('.js') && Object.hasOwn(ENTRIES, file.slice(0, -'.js'.length));
}
