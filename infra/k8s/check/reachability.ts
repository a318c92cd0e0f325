import { type Address, addressesIn, environmentOf } from './addresses.ts';
import {
  containersOf,
  type Manifest,
  type Peer,
  type Pod,
  type PolicyRule,
  parseManifests,
  selects,
  type Workload,
  workloadsOf,
} from './manifests.ts';

type Direction = 'Ingress' | 'Egress';

/** An unlisted direction is allowed as long as no policy selects the pod for it. */
function rulesFor(pod: Pod, direction: Direction, manifests: readonly Manifest[]): PolicyRule[] | 'any' {
  const policies = manifests.filter(
    ({ kind, spec }) =>
      kind === 'NetworkPolicy' &&
      spec?.policyTypes?.includes(direction) &&
      selects(spec.podSelector ?? {}, pod.metadata.labels),
  );
  if (policies.length === 0) return 'any';
  return policies.flatMap(({ spec }) => (direction === 'Egress' ? spec?.egress : spec?.ingress) ?? []);
}

const isPort = ({ ports }: PolicyRule, port: number, name?: string): boolean =>
  !ports ||
  ports.some(({ port: from, endPort }) =>
    typeof from === 'number' ? port >= from && port <= (endPort ?? from) : from === undefined || from === name,
  );

const isPodPeer = ({ podSelector, namespaceSelector }: Peer, pod: Pod): boolean =>
  podSelector !== undefined && namespaceSelector === undefined && selects(podSelector, pod.metadata.labels);

/** Finds the pods of a host such as `kafka` or `kafka-0.kafka`, and their port. */
function targetsOf({ host, port }: Address, manifests: readonly Manifest[]) {
  const names = host.split('.');
  if (names.length > 2) return null;
  const service = manifests.find(({ kind, metadata }) => kind === 'Service' && metadata.name === names.at(-1));
  const exposed = service?.spec?.ports?.find((each) => each.port === port);
  if (!service) return null;
  if (!exposed) return [];
  const selector = { matchLabels: service.spec?.selector ?? {} };
  return workloadsOf(manifests)
    .filter(({ kind, pod }) => kind !== 'Job' && selects(selector, pod.metadata.labels))
    .flatMap(({ pod }) => {
      const found = containersOf(pod)
        .flatMap(({ ports = [] }) => ports)
        .find(({ name }) => name === exposed.targetPort);
      return found ? [{ pod, port: found }] : [];
    });
}

/** Returns why a pod can't connect to an address, or null. */
function obstacle(pod: Pod, address: Address, manifests: readonly Manifest[]): string | null {
  const egress = rulesFor(pod, 'Egress', manifests);
  const targets = targetsOf(address, manifests);
  const isOutside = address.host.includes('.');
  if (targets === null && !isOutside) return 'there is no such service';
  if (targets === null) {
    const namespace = address.host.split('.').at(-1) ?? '';
    const isPeer = ({ ipBlock, namespaceSelector }: Peer) =>
      ipBlock !== undefined ||
      (namespaceSelector !== undefined && selects(namespaceSelector, { 'kubernetes.io/metadata.name': namespace }));
    const isAllowed =
      egress === 'any' || egress.some((rule) => isPort(rule, address.port) && (rule.to ?? []).some(isPeer));
    return isAllowed ? null : 'no policy allows it to leave';
  }
  const reached = targets.filter(({ pod: target, port }) => {
    const ingress = rulesFor(target, 'Ingress', manifests);
    const { containerPort, name } = port;
    const leaves = (rule: PolicyRule) =>
      isPort(rule, containerPort, name) && (rule.to ?? []).some((peer) => isPodPeer(peer, target));
    const enters = (rule: PolicyRule) =>
      isPort(rule, containerPort, name) && (!rule.from || rule.from.some((peer) => isPodPeer(peer, pod)));
    return (egress === 'any' || egress.some(leaves)) && (ingress === 'any' || ingress.some(enters));
  });
  return reached.length > 0 ? null : 'no policy allows it, or nothing listens there';
}

/**
 * Compares the addresses that the environments name with the network policies of the same manifests.
 * @param text manifests of one overlay
 * @returns a line for each address that a program can't reach
 */
export function unreachable(text: string): string[] {
  const manifests = parseManifests(text);
  const configMaps = new Map(
    manifests.filter(({ kind }) => kind === 'ConfigMap').map((each) => [each.metadata.name, each]),
  );
  const workloads = workloadsOf(manifests);
  const addressesFor = ({ name, pod }: Workload): Address[] => {
    const component = pod.metadata.labels['app.kubernetes.io/component'];
    const own = containersOf(pod).flatMap((each) => addressesIn(environmentOf(each, configMaps), component));
    // Connect connects to the databases that the jobs of its connectors name.
    const jobs = name === 'kafka-connect' ? workloads.filter((job) => job.name.startsWith('connector-')) : [];
    const databases = jobs.flatMap(addressesFor).filter(({ variable }) => variable === 'DATABASE_HOST');
    return [...own, ...databases];
  };
  const problems = workloads.flatMap((workload) =>
    addressesFor(workload).flatMap((address) => {
      const reason = obstacle(workload.pod, address, manifests);
      return reason ? [`${workload.name}: ${address.variable} names ${address.host}:${address.port}: ${reason}`] : [];
    }),
  );
  return [...new Set(problems)];
}

const storeImages = /(?:^|\/)(?:kafka|cp-schema-registry|mongo|postgres|redis|valkey|elasticsearch)(?::|@|$)/;

/** Returns what keeps data in the manifests of an overlay: volumes of their own, and images of stores. */
export function storesIn(text: string): string[] {
  const manifests = parseManifests(text);
  const kept = manifests.filter(({ kind, spec }) => kind === 'PersistentVolumeClaim' || spec?.volumeClaimTemplates);
  const stores = workloadsOf(manifests).filter(({ pod }) =>
    containersOf(pod).some(({ image }) => storeImages.test(image)),
  );
  return [...new Set([...kept.map(({ metadata }) => metadata.name), ...stores.map(({ name }) => name)])];
}
