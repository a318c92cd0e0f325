import { containersOf, type Manifest, parseManifests, workloadsOf } from './manifests.ts';

const entriesOf = (manifests: readonly Manifest[]): string[] =>
  workloadsOf(manifests).flatMap(({ pod }) =>
    containersOf(pod).flatMap(({ env = [], envFrom = [] }) => [
      ...env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef?.name ?? []),
      ...envFrom.flatMap(({ secretRef }) => secretRef?.name ?? []),
    ]),
  );

/** Returns the secrets that environments use and no ExternalSecret creates, sorted. */
export function missingSecrets(text: string): string[] {
  const manifests = parseManifests(text);
  const created = new Set(
    manifests.filter(({ kind }) => kind === 'ExternalSecret').map(({ metadata }) => metadata.name),
  );
  return [...new Set(entriesOf(manifests))].filter((name) => !created.has(name)).sort();
}
