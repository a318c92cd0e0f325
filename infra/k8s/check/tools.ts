import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultCacheFolder } from '@ticketing/local/config';
import {
  findOnPath,
  installOnce,
  pinnedWheel,
  programFromGo,
  programFromWheel,
  thisPlatform,
  unpackWanted,
} from '@ticketing/local/install';

const schemas = pinnedWheel('kubernetes-schemas', thisPlatform());
const versions = {
  kustomize: 'v5.7.1',
  kubeconform: 'v0.8.0',
  crane: 'v0.20.6',
  'compose-spec': 'v2.16.2',
  schemas: schemas.version,
} as const;

export const kubernetesVersion = versions.schemas;

const cache = defaultCacheFolder();
const progressOf = (what: string) => (text: string) => void process.stderr.write(`${what}: ${text}\n`);

/** A tool from the PATH, or one installed into the project's cache. */
const tool = async (program: string, install: () => Promise<string>): Promise<string> =>
  findOnPath(program) ?? (await install());

/** @returns program and arguments that build an overlay; kubectl includes kustomize */
export async function kustomize(): Promise<[string, ...string[]]> {
  const kubectl = findOnPath('kubectl');
  if (kubectl) return [kubectl, 'kustomize'];
  return [await tool('kustomize', () => fromGo('kustomize', 'sigs.k8s.io/kustomize/kustomize/v5')), 'build'];
}

export const kubeconform = (): Promise<string> =>
  tool('kubeconform', () => fromGo('kubeconform', 'github.com/yannh/kubeconform/cmd/kubeconform'));

/** Asks registries for the digests of images. */
export const crane = (): Promise<string> =>
  tool('crane', () => fromGo('crane', 'github.com/google/go-containerregistry/cmd/crane'));

/** Validates a file against the Compose specification; Docker Compose contains the same library. */
export const composeSpec = (): Promise<string> =>
  tool('compose-spec', () => fromGo('compose-spec', 'github.com/compose-spec/compose-go/v2/cmd'));

export const hadolint = (): Promise<string> =>
  tool('hadolint', () => {
    const pin = pinnedWheel('hadolint', thisPlatform());
    const folder = join(cache, `hadolint-${pin.version}`);
    return programFromWheel({ pin, program: 'hadolint', folder }, progressOf('hadolint'));
  });

const fromGo = (program: Exclude<keyof typeof versions, 'schemas'>, command: string): Promise<string> =>
  programFromGo(
    { program, command, version: versions[program], folder: join(cache, `${program}-${versions[program]}`) },
    progressOf(program),
  );

/**
 * Installs JSON schemas of Kubernetes' own kinds for offline use, from the wheel of `kubernetes-validate`. Its validator
 * resolves references in its own way; two rewrites turn them into references between files.
 * @returns their location in kubeconform's format
 */
export async function schemaLocation(): Promise<string> {
  const folder = await installOnce(
    join(cache, `kubernetes-schemas-${versions.schemas}`),
    async (draft) => {
      const unpacked = join(draft, 'wheel');
      mkdirSync(unpacked);
      await unpackWanted('kubernetes-schemas', unpacked, progressOf('schemas'));
      const from = join(unpacked, 'kubernetes_validate/kubernetes-json-schema', `v${versions.schemas}-local-strict`);
      const to = join(draft, 'strict');
      cpSync(from, to, { recursive: true });
      for (const name of readdirSync(to)) {
        const file = join(to, name);
        const text = readFileSync(file, 'utf8')
          .replaceAll('"/api/_definitions.json#', '"_definitions.json#')
          .replace(/"\$(schema|id)": *"http/g, '"x-$1": "http');
        writeFileSync(file, text);
      }
    },
    progressOf('schemas'),
  );
  return join(folder, 'strict', '{{ .ResourceKind }}{{ .KindSuffix }}.json');
}
