import { findFreePort } from '../ports/free-ports.ts';
import type { Ports } from '../ports/port-table.ts';
import type { Security } from '../tls/security.ts';

/** The connections that tests can cut or slow down: from services to parts, and from Connect to PostgreSQL (`slot`). */
export const linkNames = ['kafka', 'postgres', 'mongo', 'redis', 'registry', 'stripe', 'slot'] as const;
export type LinkName = (typeof linkNames)[number];

/** The proxies between the programs, for tests of a bad network. */
export interface Links {
  /** The port of toxiproxy's API. */
  controlPort: number;
  /** The port of each proxy. */
  ports: Readonly<Record<LinkName, number>>;
  /**
   * The broker tells clients which address to use. Clients that connect through the proxy therefore have a separate listener,
   * which advertises the proxy's address.
   */
  brokerPort: number;
}

export async function chooseLinks(): Promise<Links> {
  const ports: Partial<Record<LinkName, number>> = {};
  for (const name of linkNames) ports[name] = await findFreePort();
  return {
    controlPort: await findFreePort(),
    brokerPort: await findFreePort(),
    ports: ports as Links['ports'],
  };
}

interface Reachable {
  ports: Ports;
  links: Links | null;
  security: Security | null;
}

/** The port that services use for a part: its own, or its proxy's. */
export const portOf = (name: Exclude<LinkName, 'slot'>, { ports, links, security }: Reachable): number =>
  links?.ports[name] ?? ownPortOf(name, ports, security !== null);

/** The port that Connect uses for PostgreSQL. */
export const slotPortOf = (ports: Ports, links: Links | null): number => links?.ports.slot ?? ports.postgres;

/** The port behind each proxy. */
export const upstreamOf = (name: LinkName, ports: Ports, { brokerPort }: Links, isSecured: boolean): number => {
  if (name === 'kafka') return brokerPort;
  return name === 'slot' ? ports.postgres : ownPortOf(name, ports, isSecured);
};

/** The port where a part takes its clients: TLS ends in front of the parts that have none. */
const ownPortOf = (name: Exclude<LinkName, 'slot'>, ports: Ports, isSecured: boolean): number => {
  const front = { redis: ports['redis-tls'], registry: ports['registry-tls'] };
  return isSecured && (name === 'redis' || name === 'registry') ? front[name] : ports[name];
};
