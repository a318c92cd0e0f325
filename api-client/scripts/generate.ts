// Generates src/generated/api.ts from the OpenAPI documents of all services. With `--check` it compares instead of
// writing, so that a changed route without its types fails the build.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentOf } from '@ticketing/common/http';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';
import { routesByService } from './routes-by-service.ts';

type Documented = ReturnType<typeof documentOf>;

/** Adds entries; two services may only share equal ones. */
function addTo(target: Record<string, unknown>, entries: object = {}): void {
  for (const [name, entry] of Object.entries(entries)) {
    if (name in target && JSON.stringify(target[name]) !== JSON.stringify(entry))
      throw new Error(`two services define ${name} differently`);
    target[name] = entry;
  }
}

function assertNamedOnce(documents: readonly Documented[]): void {
  const names = documents.flatMap(({ paths }) =>
    Object.values(paths ?? {}).flatMap((path) =>
      Object.values(path).map((operation) => (operation as { operationId: string }).operationId),
    ),
  );
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated) throw new Error(`two routes have the operationId ${repeated}`);
}

function mergedDocument() {
  const documents = Object.entries(routesByService).map(([service, routes]) => documentOf(service, routes));
  assertNamedOnce(documents);
  const [paths, schemas, responses, securitySchemes] = [{}, {}, {}, {}];
  for (const { paths: own, components } of documents) {
    addTo(paths, own);
    addTo(schemas, components?.schemas);
    addTo(responses, components?.responses);
    addTo(securitySchemes, components?.securitySchemes);
  }
  const info = { title: 'Ticketing API', version: '1' };
  const components = { schemas, responses, securitySchemes };
  return { openapi: '3.1.0', info, servers: [{ url: '/' }], paths, components };
}

const blob = ts.factory.createTypeReferenceNode('Blob');

async function typesOf(document: object): Promise<string> {
  const nodes = await openapiTS(document as OpenAPI3, {
    transform: ({ format }) => (format === 'binary' ? blob : undefined),
    // A field with a default may be absent in requests.
    defaultNonNullable: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
  });
  return `// Generated from the routes by \`npm run generate -w api-client\`. Do not edit.\n${astToString(nodes)}`;
}

const target = join(import.meta.dirname, '../src/generated/api.ts');
const generated = await typesOf(mergedDocument());
if (!process.argv.includes('--check')) writeFileSync(target, generated);
else if (readFileSync(target, 'utf8') !== generated) {
  console.error('api-client/src/generated/api.ts does not match the routes: run npm run generate -w api-client');
  process.exit(1);
}
