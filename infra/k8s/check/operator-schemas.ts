import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultCacheFolder } from '@ticketing/local/config';
import { findOnPath, installOnce } from '@ticketing/local/install';
import { parse } from 'yaml';

const module = 'github.com/prometheus-operator/prometheus-operator';
const version = 'v0.85.0';

interface CustomResourceDefinition {
  spec: { names: { kind: string }; versions: { name: string; schema: { openAPIV3Schema: object } }[] };
}

/**
 * Takes the schemas of the Prometheus operator's kinds from its Go module.
 * @returns their location in kubeconform's format
 */
export async function operatorSchemaLocation(): Promise<string> {
  const folder = await installOnce(
    join(defaultCacheFolder(), `prometheus-operator-schemas-${version}`),
    async (draft) => {
      const definitions = join(downloadModule(), 'example/prometheus-operator-crd');
      for (const file of readdirSync(definitions)) {
        const { spec } = parse(readFileSync(join(definitions, file), 'utf8')) as CustomResourceDefinition;
        for (const { name, schema } of spec.versions) {
          const target = `${spec.names.kind}-${name}.json`.toLowerCase();
          writeFileSync(join(draft, target), JSON.stringify(strict(schema.openAPIV3Schema)));
        }
      }
    },
    (text) => void process.stderr.write(`schemas of the operator: ${text}\n`),
  );
  return join(folder, '{{ .ResourceKind }}-{{ .ResourceAPIVersion }}.json');
}

function downloadModule(): string {
  const go = findOnPath('go');
  if (!go) throw new Error('Go is not on the PATH');
  const { status, stdout, stderr } = spawnSync(go, ['mod', 'download', '-json', `${module}@${version}`], {
    encoding: 'utf8',
  });
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
