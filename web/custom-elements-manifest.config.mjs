// For the Custom Elements Manifest analyzer, which scripts/custom-elements.mjs runs.
export default {
  globs: ['src/element/lesion-lens.ts'],
  litelement: true,
  quiet: true,
  // It would put a path of its own into package.json.
  packagejson: false,
};
