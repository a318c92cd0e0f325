import type { Container, Manifest } from './manifests.ts';

export interface Address {
  /** The variable that names it. */
  variable: string;
  host: string;
  port: number;
}

const defaultPorts: Record<string, number> = {
  http: 80,
  https: 443,
  mongodb: 27_017,
  'mongodb+srv': 27_017,
  postgresql: 5432,
  redis: 6379,
  rediss: 6379,
  smtps: 465,
};

/** Addresses for browsers, and those on which a program listens. */
const notConnectedTo = /^PUBLIC_URL$|LISTENERS$/;

const oneUrl = /([a-z+]+):\/\/(?:[^@/\s]*@)?([\w.-]+)(?::(\d+))?/g;
const hostsAndPorts = /^(?:\d+@)?[\w.-]+:\d+(?:,(?:\d+@)?[\w.-]+:\d+)*$/;

/**
 * The effective environment: entries of `env` replace those of `envFrom`. Values of secrets are unknown; a reference to one
 * stands for itself, as `$(NAME)`.
 * @throws Error when a value refers to a variable that does not precede it, which Kubernetes would leave as it is
 */
export function environmentOf(container: Container, configMaps: ReadonlyMap<string, Manifest>): Map<string, string> {
  const dataOf = (name: string) => configMaps.get(name)?.data ?? {};
  const environment = new Map(
    (container.envFrom ?? []).flatMap(({ configMapRef }) =>
      configMapRef ? Object.entries(dataOf(configMapRef.name)) : [],
    ),
  );
  const preceding = new Map<string, string>();
  for (const { name, value, valueFrom } of container.env ?? []) {
    const reference = valueFrom?.configMapKeyRef;
    const given = reference ? (dataOf(reference.name)[reference.key] ?? '') : (value ?? `$(${name})`);
    const expanded = given.replace(/\$\((\w+)\)/g, (whole, referred: string) => {
      if (referred === name && !value) return whole;
      const known = preceding.get(referred);
      if (known === undefined)
        throw new Error(`${container.name}: ${name} refers to ${referred}, which does not precede it`);
      return known;
    });
    preceding.set(name, expanded);
    environment.set(name, expanded);
  }
  return environment;
}

/** A ConfigMap is shared by programs, some of which do not read all of it. */
const notRead: Record<string, readonly string[]> = {
  relay: ['STRIPE_API_URL'],
  setup: ['OTEL_EXPORTER_OTLP_ENDPOINT'],
};

/** Every address in the environment that a program of a component may connect to. */
export const addressesIn = (environment: ReadonlyMap<string, string>, component = ''): Address[] =>
  [...environment]
    .filter(([name]) => !notConnectedTo.test(name) && !notRead[component]?.includes(name))
    .flatMap(([name, value]) => addressesOf(name, value));

function addressesOf(variable: string, value: string): Address[] {
  if (variable === 'DATABASE_HOST' && !value.includes('$(')) return [{ variable, host: value, port: 5432 }];
  if (hostsAndPorts.test(value))
    return value.split(',').map((item) => {
      const [host = '', port = ''] = item.replace(/^\d+@/, '').split(':');
      return { variable, host, port: Number(port) };
    });
  return [...value.matchAll(oneUrl)].flatMap(([, scheme = '', host = '', port]) => {
    const number = port ? Number(port) : defaultPorts[scheme];
    return number ? [{ variable, host, port: number }] : [];
  });
}
