import { parseAllDocuments } from 'yaml';

export interface EnvironmentEntry {
  name: string;
  value?: string;
  valueFrom?: { configMapKeyRef?: { name: string; key: string }; secretKeyRef?: { name: string; key: string } };
}

export interface Container {
  name: string;
  image: string;
  env?: EnvironmentEntry[];
  envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  ports?: { name: string; containerPort: number }[];
}

export interface Pod {
  metadata: { labels: Record<string, string> };
  spec: { initContainers?: Container[]; containers: Container[] };
}

export interface Selector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

export interface Peer {
  podSelector?: Selector;
  namespaceSelector?: Selector;
  ipBlock?: { cidr: string };
}

export interface PolicyRule {
  from?: Peer[];
  to?: Peer[];
  ports?: { port?: number | string; endPort?: number }[];
}

export interface Manifest {
  kind: string;
  metadata: { name: string };
  data?: Record<string, string>;
  spec?: {
    template?: Pod;
    volumeClaimTemplates?: unknown[];
    /** Of a Service: labels; of a NetworkPolicy: `podSelector`. */
    selector?: Record<string, string>;
    ports?: { port: number; targetPort: string }[];
    podSelector?: Selector;
    policyTypes?: string[];
    ingress?: PolicyRule[];
    egress?: PolicyRule[];
  };
}

export interface Workload {
  name: string;
  kind: string;
  pod: Pod;
}

/** @throws Error when the text is not YAML */
export const parseManifests = (text: string): Manifest[] =>
  parseAllDocuments(text)
    .map((document) => {
      if (document.errors[0]) throw document.errors[0];
      return document.toJS() as Manifest | null;
    })
    .filter((manifest) => manifest !== null);

const workloadKinds = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job']);

export const workloadsOf = (manifests: readonly Manifest[]): Workload[] =>
  manifests.flatMap(({ kind, metadata, spec }) =>
    workloadKinds.has(kind) && spec?.template ? [{ name: metadata.name, kind, pod: spec.template }] : [],
  );

export const containersOf = ({ spec }: Pod): Container[] => [...(spec.initContainers ?? []), ...spec.containers];

/** @throws Error when it has an operator that no manifest here uses */
export function selects(
  { matchLabels = {}, matchExpressions = [] }: Selector,
  labels: Record<string, string>,
): boolean {
  const hasLabels = Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
  return (
    hasLabels &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      if (operator !== 'In') throw new Error(`the check does not know the operator ${operator}`);
      return values.includes(labels[key] ?? '');
    })
  );
}
