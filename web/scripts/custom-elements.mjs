// The custom-elements manifest of <lesion-lens>, for editors and catalogues of components: what its source says of attributes,
// events, slots, parts and custom properties, less what is private.
import { fileURLToPath } from 'node:url';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';

/** Where the element lies in the package. */
const MODULE = 'package/lesion-lens.js';

/**
 * @typedef {import('custom-elements-manifest/schema.js').Package} Package
 * @typedef {import('custom-elements-manifest/schema.js').ClassDeclaration & import('custom-elements-manifest/schema.js').CustomElement} Declaration
 * @returns {Promise<Package>}
 */
export async function customElementsManifest() {
  /** @type {Package} */
  const { schemaVersion, modules } = await cli({
    argv: ['analyze'],
    cwd: fileURLToPath(new URL('../', import.meta.url)),
    noWrite: true,
  });
  const declarations = modules
    .flatMap((module) => module.declarations ?? [])
    .filter((one) => one.kind === 'class' && 'customElement' in one)
    .map((one) => withoutPrivate(/** @type {Declaration} */ (one)));
  return {
    schemaVersion,
    modules: [
      {
        kind: 'javascript-module',
        path: MODULE,
        declarations,
        exports: declarations.flatMap(({ name, tagName }) => [
          { kind: 'js', name, declaration: { name, module: MODULE } },
          {
            kind: 'custom-element-definition',
            name: tagName ?? '',
            declaration: { name, module: MODULE },
          },
        ]),
      },
    ],
  };
}

/** @param {Declaration} declaration @returns {Declaration} */
function withoutPrivate({ members = [], attributes = [], events = [], ...rest }) {
  const hidden = members.filter(({ privacy = 'public' }) => privacy !== 'public');
  return {
    ...rest,
    members: members.filter((one) => !hidden.includes(one)),
    attributes: attributes.filter(
      ({ fieldName }) => !hidden.some(({ name }) => name === fieldName),
    ),
    // Where one place sends them all, the analyzer finds one more, called after its variable.
    events: events.filter(({ name }) => name.includes('-')),
  };
}
