import { waitFor } from '@ticketing/common/backoff';
import { slotNameOf } from '@ticketing/contracts';
import { connectorNameOf } from '@ticketing/setup';
import { orderTopic } from '../load/events.ts';
import type { Environment } from './environment.ts';
import { createTopic } from './topics.ts';

/** Topic of the connector with default settings. */
export const defaultDebeziumTopic = `${orderTopic}.default`;
const defaultDebezium = `${connectorNameOf('orders')}-default`;

export interface Connector {
  pause(): Promise<void>;
  resume(): Promise<void>;
}

async function connectorOf(environment: Environment, name: string): Promise<Connector> {
  const { url } = await environment.connect();
  const base = `${url}/connectors/${name}`;
  const become = async (verb: 'pause' | 'resume', state: string) => {
    await fetch(`${base}/${verb}`, { method: 'PUT' });
    const hasState = async () => {
      const answer = await fetch(`${base}/status`);
      if (!answer.ok) return null;
      const { tasks } = (await answer.json()) as { tasks: { state: string; trace?: string }[] };
      const failed = tasks.find((task) => task.state === 'FAILED');
      if (failed) throw new Error(`the connector failed: ${failed.trace}`);
      return tasks.length > 0 && tasks.every((task) => task.state === state) ? true : null;
    };
    if (!(await waitFor(hasState, { timeoutMs: 60_000 }))) throw new Error(`${name} did not ${verb}`);
  };
  return { pause: () => become('pause', 'PAUSED'), resume: () => become('resume', 'RUNNING') };
}

/** The connector of the orders outbox as in production. */
export const ownConnector = (environment: Environment) => connectorOf(environment, connectorNameOf('orders'));

/** The same routing with Debezium's and Kafka Connect's default timing; uses a separate slot. */
export async function defaultConnector(environment: Environment): Promise<Connector> {
  const { url } = await environment.connect();
  const { replication } = await environment.postgres();
  await createTopic(environment, defaultDebeziumTopic, 3);
  const config = {
    'connector.class': 'io.debezium.connector.postgresql.PostgresConnector',
    'plugin.name': 'pgoutput',
    'topic.prefix': 'default',
    'slot.name': `${slotNameOf('orders')}_default`,
    'publication.name': slotNameOf('orders'),
    'publication.autocreate.mode': 'disabled',
    'table.include.list': 'public.outbox',
    'snapshot.mode': 'no_data',
    'database.hostname': replication.host,
    'database.port': String(replication.port),
    'database.user': replication.user,
    'database.password': replication.password,
    'database.dbname': replication.name,
    'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
    'value.converter': 'org.apache.kafka.connect.storage.StringConverter',
    transforms: 'outbox',
    'transforms.outbox.type': 'io.debezium.transforms.outbox.EventRouter',
    'transforms.outbox.route.by.field': 'topic',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Debezium fills it in.
    'transforms.outbox.route.topic.replacement': '${routedByValue}.default',
    'transforms.outbox.table.field.event.key': 'key',
    'transforms.outbox.table.fields.additional.placement': 'id:header:eventId',
  };
  const answer = await fetch(`${url}/connectors/${defaultDebezium}/config`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(config),
  });
  if (!answer.ok) throw new Error(`Connect rejected the default connector: ${await answer.text()}`);
  const connector = await connectorOf(environment, defaultDebezium);
  await connector.resume();
  return connector;
}
