import { findFreePort } from '../ports/free-ports.ts';
import type { Ports } from '../ports/port-table.ts';

/** What can be cut or slowed between the services and the parts, and between Connect and PostgreSQL (`slot`). */
export const linkNames = ['kafka', 'postgres', 'mongo', 'redis', 'registry', 'stripe', 'slot'] as const;
export type LinkName = (typeof linkNames)[number];

/** The proxies between the programs: for tests of a bad network only. */
export interface Links {
  /** Of toxiproxy's own API. */
  controlPort: number;
  /** Where each proxy listens. */
  ports: Readonly<Record<LinkName, number>>;
  /**
   * The broker tells its clients where to go on. So those who come by the proxy come in by a listener of its own, which
   * sends them back to the proxy.
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

/** The port at which the services find a part: its own, or that of the proxy before it. */
export const portOf = (name: Exclude<LinkName, 'slot'>, ports: Ports, links: Links | null): number =>
  links?.ports[name] ?? ports[name];

/** The port at which Connect finds PostgreSQL. */
export const slotPortOf = (ports: Ports, links: Links | null): number => links?.ports.slot ?? ports.postgres;

/** Where each proxy leads to. */
export const upstreamOf = (name: LinkName, ports: Ports, { brokerPort }: Links): number => {
  if (name === 'kafka') return brokerPort;
  return name === 'slot' ? ports.postgres : ports[name];
};
