import { join } from 'node:path';
import type { PostgresService } from '@ticketing/contracts';
import { type Addresses, writeEndpoints } from '@ticketing/local/endpoints';
import { kubectl, root } from './kubectl.ts';
import type { PortForwards } from './port-forwards.ts';

/** Where the tests and the checker find the system's addresses, in the format that `npm start` writes. */
export const clusterHome = join(root, '.local/cluster');

/** The broker advertises this port to all clients (infra/k8s/base/broker/kafka.yaml). */
const kafkaPort = 39_094;

/** Forwards a local port to every part of the deployment. @param storeUrl address of the ingress */
export async function reachSystem(forwards: PortForwards, storeUrl: string): Promise<Addresses> {
  const mongo = async (name: string) =>
    `mongodb://127.0.0.1:${await forwards.open(`pod/${name}-mongo-0`, 27_017)}/${name}?directConnection=true`;
  const postgres = async (name: PostgresService) => {
    const url = new URL(await databaseUrl(name));
    url.host = `127.0.0.1:${await forwards.open(`pod/${name}-postgres-0`, 5432)}`;
    return url.href;
  };
  const http = async (name: string, port: number) => `http://127.0.0.1:${await forwards.open(`service/${name}`, port)}`;
  const registryPath = new URL(await configured('SCHEMA_REGISTRY_URL')).pathname.replace(/\/$/, '');
  await forwards.open('pod/kafka-0', kafkaPort, kafkaPort);
  return {
    gateway: storeUrl,
    brokers: [`127.0.0.1:${kafkaPort}`],
    registry: `${await http('schema-registry', 8081)}${registryPath}`,
    connect: await http('kafka-connect', 8083),
    stripe: await http('stripe-sandbox', 3000),
    mailbox: await http('mailbox', 3000),
    toxiproxy: null,
    caFile: null,
    observe: null,
    databases: {
      orders: await postgres('orders'),
      bookings: await postgres('bookings'),
      auth: await mongo('auth'),
      tickets: await mongo('tickets'),
      catalog: await mongo('catalog'),
      payments: await mongo('payments'),
      notifications: await mongo('notifications'),
      ops: await mongo('ops'),
      expiration: `redis://127.0.0.1:${await forwards.open('pod/expiration-redis-0', 6379)}`,
    },
  };
}

export const writeAddresses = (addresses: Addresses): void =>
  writeEndpoints(clusterHome, {
    state: 'ready',
    startedAt: new Date().toISOString(),
    supervisor: { pid: process.pid, log: 'kubectl logs' },
    reloads: false,
    dashboard: null,
    addresses,
    processes: [],
  });

/** An environment variable of the deployed orders service. */
export const configured = (name: string): Promise<string> =>
  kubectl('exec', 'deployment/orders', '--container', 'program', '--', 'printenv', name);

async function databaseUrl(service: PostgresService): Promise<string> {
  const path = 'jsonpath={.data.DATABASE_URL}';
  const encoded = await kubectl('get', 'secret', `${service}-postgres-credentials`, '--output', path);
  return Buffer.from(encoded, 'base64').toString('utf8');
}
