import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultCacheFolder } from '@ticketing/local/config';
import { findOnPath, installOnce } from '@ticketing/local/install';
import { parse } from 'yaml';

/** Operators whose kinds the manifests use: a Go module of each, and the definitions in it. */
const operators = {
  'prometheus-operator': {
    module: 'github.com/prometheus-operator/prometheus-operator@v0.85.0',
    definitions: 'example/prometheus-operator-crd/*.yaml',
  },
  'cert-manager': { module: 'github.com/cert-manager/cert-manager@v1.19.1', definitions: 'deploy/crds/*.yaml' },
  keda: { module: 'github.com/kedacore/keda/v2@v2.18.0', definitions: 'config/crd/bases/keda.sh_*.yaml' },
  'gateway-api': { module: 'sigs.k8s.io/gateway-api@v1.4.0', definitions: 'config/crd/standard/*.yaml' },
  'external-secrets': {
    module: 'github.com/external-secrets/external-secrets@v0.16.2',
    definitions: 'config/crds/bases/*.yaml',
  },
  'cloudnative-pg': {
    module: 'github.com/cloudnative-pg/cloudnative-pg@v1.27.1',
    definitions: 'config/crd/bases/*.yaml',
  },
  'mongodb-community': {
    module: 'github.com/mongodb/mongodb-kubernetes-operator@v0.13.0',
    definitions: 'config/crd/bases/*.yaml',
  },
  eck: { module: 'github.com/elastic/cloud-on-k8s/v3@v3.5.0', definitions: 'config/crds/v1/resources/*.yaml' },
} as const;

type Operator = keyof typeof operators;

interface CustomResourceDefinition {
  kind: 'CustomResourceDefinition';
  spec: { group: string; names: { kind: string }; versions: { name: string; schema: { openAPIV3Schema: object } }[] };
}

/**
 * Takes the schemas of the operators' kinds from their Go modules.
 * @returns their locations in kubeconform's format
 */
export async function operatorSchemaLocations(): Promise<string[]> {
  const locations: string[] = [];
  for (const operator of Object.keys(operators) as Operator[]) locations.push(await schemaLocationOf(operator));
  return locations;
}

async function schemaLocationOf(operator: Operator): Promise<string> {
  const { module, definitions } = operators[operator];
  const folder = await installOnce(
    join(defaultCacheFolder(), `schemas-of-${operator}-${module.split('@')[1]}`),
    async (draft) => {
      const root = downloadModule(module);
      for (const file of globSync(definitions, { cwd: root })) {
        const found = parse(readFileSync(join(root, file), 'utf8')) as
          | CustomResourceDefinition
          | { kind: string }
          | null;
        if (isDefinition(found)) writeSchemas(found, draft);
      }
    },
    (text) => void process.stderr.write(`schemas of ${operator}: ${text}\n`),
  );
  return join(folder, '{{ .Group }}-{{ .ResourceKind }}-{{ .ResourceAPIVersion }}.json');
}

const isDefinition = (found: { kind: string } | null): found is CustomResourceDefinition =>
  found?.kind === 'CustomResourceDefinition';

function writeSchemas({ spec }: CustomResourceDefinition, folder: string): void {
  for (const { name, schema } of spec.versions) {
    const target = `${spec.group}-${spec.names.kind}-${name}.json`.toLowerCase();
    writeFileSync(join(folder, target), JSON.stringify(strict(schema.openAPIV3Schema)));
  }
}

function downloadModule(module: string): string {
  const go = findOnPath('go');
  if (!go) throw new Error('Go is not on the PATH');
  const { status, stdout, stderr } = spawnSync(go, ['mod', 'download', '-json', module], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${stdout}${stderr}`.trim());
  return (JSON.parse(stdout) as { Dir: string }).Dir;
}

/** An API server removes unknown fields in silence; a check must name them. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  const isClosed = 'properties' in copy && !('additionalProperties' in copy) && typeof copy.properties === 'object';
  return isClosed && !('x-kubernetes-preserve-unknown-fields' in copy)
    ? { ...copy, additionalProperties: false }
    : copy;
}
