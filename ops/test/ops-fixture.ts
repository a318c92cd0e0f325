import { randomUUID } from 'node:crypto';
import { waitFor } from '@ticketing/common/backoff';
import { PermanentError } from '@ticketing/common/errors';
import {
  createCodec,
  createKafka,
  createPublisher,
  failedMessage,
  type IncomingMessage,
  type OutgoingMessage,
  startConsumer,
} from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import { connectMongo } from '@ticketing/common/mongo';
import {
  type EventByTopic,
  failureHeaders,
  type Group,
  groupsOf,
  rawTopicOf,
  relayedThroughRaw,
  retryTopicsOf,
  type Topic,
  topicNames,
} from '@ticketing/contracts';
import { findFreePort } from '@ticketing/local/parts';
import { type Answer, cookieOf, someUser, testJwtKey } from '@ticketing/testing/api';
import { startTestBroker } from '@ticketing/testing/broker';
import { startTestMongo } from '@ticketing/testing/mongo';
import { withoutAnswer } from '@ticketing/testing/mongo-service';
import { type RunningProgram, runProgram } from './run-program.ts';

export interface LetterBody {
  id: string;
  group: Group;
  topic: Topic;
  state: string;
  failedAgain: number;
  error: { code: string; class: string; message: string };
  attempts: number;
  eventId: string;
  position: string | null;
  schemaId: number | null;
  origin: { topic: string; partition: number | null; offset: string | null };
  content: { format: string; value: unknown; problem: string | null };
  raw: { key: string | null; value: string | null };
  headers: { name: string; text: string; base64: string }[];
  schema: unknown;
  discard: { by: string; reason: string; skip: string | null } | null;
  resends: { id: string; replayId: string; kind: string; status: string; reports: { outcome: string }[] }[];
}

export interface ReplayBody {
  id: string;
  kind: string;
  status: string;
  counts: { selected: number; sent: number; waiting: number; succeeded: number; failed: number };
}

export interface GivenLetter {
  topic?: Topic;
  group?: Group;
  key?: string | null;
  value?: Buffer | null;
  headers?: Record<string, string | Buffer>;
  eventId?: string | null;
  errorCode?: string;
  /** Offset of the message on its topic; messages with the same origin are one letter. */
  offset?: number;
  originTopic?: string;
  at?: Date;
}

let nextOffset = 1;
const log = silentLogger();

export type OpsFixture = Awaited<ReturnType<typeof startOps>>;

/**
 * Runs the service in its own process, on a real broker, registry and database. The tests act as the consumer groups
 * that fail, receive replays and report, and as the operator.
 * @param variables of the service, beside those of its parts
 */
export async function startOps(variables: NodeJS.ProcessEnv = {}) {
  const [broker, mongo] = await Promise.all([startTestBroker(), startTestMongo()]);
  const kafka = createKafka({ clientId: 'test', brokers: broker.brokers, log });
  const publisher = await createPublisher(kafka);
  const codec = createCodec(broker.registryUrl);
  const connection = await connectMongo(mongo.uri('ops'));
  const port = await findFreePort();
  const env = {
    KAFKA_BROKERS: broker.brokers.join(','),
    SCHEMA_REGISTRY_URL: broker.registryUrl,
    JWT_KEY: testJwtKey,
    MONGO_URI: mongo.uri('ops'),
    ...variables,
  };
  const run = (more: NodeJS.ProcessEnv = {}): Promise<RunningProgram> =>
    runProgram('ops/src/main.ts', port, { ...env, ...more });
  let service = await run();

  const received: IncomingMessage[] = [];
  const reader = await startConsumer({
    kafka,
    group: randomUUID(),
    topics: topicNames.flatMap((topic) => [
      ...groupsOf(topic).flatMap((group) => retryTopicsOf(topic, group).slice(0, 1)),
      ...(relayedThroughRaw(topic) ? [rawTopicOf(topic)] : []),
    ]),
    process: async (messages) => void received.push(...messages),
    batchSize: 100,
    log,
  });

  const operator = someUser();
  const cookie = cookieOf(operator, { roles: ['operator'] });
  const request = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { cookie },
  ) => {
    const answer = await fetch(`${service.url}/api/ops${path}`, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('application/json');
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text } as Answer;
  };
  const get = async <Body>(path: string): Promise<Body> => {
    const answer = await request('GET', path);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body as Body;
  };
  const until = async <T>(read: () => Promise<T>, isGood: (found: T) => boolean, timeoutMs = 20_000): Promise<T> => {
    await waitFor(async () => (isGood(await read()) ? true : null), { timeoutMs, intervalMs: 50 });
    return read();
  };
  const readLetter = (id: string) => get<LetterBody>(`/letters/${id}`);
  const readReplay = (id: string) => get<ReplayBody>(`/replays/${id}`);

  /** A message dead-lettered like by the group's consumer. */
  const deadLetterMessage = (given: GivenLetter = {}): OutgoingMessage & { eventId: string } => {
    const { topic = 'payments.payment.failed.v1', group = 'orders', value = Buffer.from('poison') } = given;
    const { key = randomUUID(), eventId = randomUUID(), errorCode = 'undecodable', offset = nextOffset++ } = given;
    const headers: Record<string, string | Buffer> = { ...(eventId !== null && { eventId }), ...given.headers };
    const text = Object.fromEntries(Object.entries(headers).map(([name, content]) => [name, content.toString()]));
    const failed = failedMessage(
      {
        topic: given.originTopic ?? topic,
        partition: 0,
        offset: String(offset),
        key: key === null ? null : Buffer.from(key),
        value,
        headers: text,
        originalHeaders: headers,
        timestampMs: Date.now(),
      },
      `${topic}.${group}.DLQ`,
      { error: new PermanentError(errorCode, `failed with ${errorCode}`), attempts: 1, at: given.at ?? new Date() },
    );
    return { ...failed, eventId: eventId ?? `${given.originTopic ?? topic}/0/${offset}` };
  };

  /** Waits until the letters of these events are indexed; @returns them in that order */
  const lettersOf = async (eventIds: readonly string[]): Promise<LetterBody[]> => {
    const find = async () => {
      const found = await connection.collection<{ _id: string; eventId: string }>('letters');
      return found.find({ eventId: { $in: [...eventIds] } }, { projection: { eventId: 1 } }).toArray();
    };
    const rows = await until(find, ({ length }) => length >= eventIds.length, 30_000);
    const ids = new Map(rows.map(({ _id, eventId }) => [eventId, _id]));
    return Promise.all(eventIds.map((eventId) => readLetter(ids.get(eventId) ?? 'not indexed')));
  };

  const publishReports = (
    reports: { replayId: string; group: string; topic: string; outcome: string; errorCode?: string; at?: number }[],
  ) =>
    Promise.all(
      reports.map(async ({ at = Date.now(), errorCode = null, ...report }) => ({
        topic: 'ops.replay.reported.v1',
        key: report.replayId,
        value: await codec.encode('ops.replay.reported.v1', { ...report, errorCode, reportedAt: at }),
        headers: { eventId: randomUUID() },
      })),
    ).then((messages) => publisher.publish(messages));

  return {
    kafka,
    codec,
    publisher,
    connection,
    broker,
    env,
    operator,
    cookie,
    request,
    get,
    until,
    readLetter,
    readReplay,
    deadLetterMessage,
    lettersOf,
    publishReports,
    received,
    url: () => service.url,
    log: () => service.log(),
    encode: <T extends Topic>(topic: T, event: EventByTopic[T]) => codec.encode(topic, event),
    /** Dead-letters messages and waits until they are indexed. */
    async givenLetters(given: readonly GivenLetter[]): Promise<LetterBody[]> {
      const messages = given.map(deadLetterMessage);
      await publisher.publish(messages);
      return lettersOf(messages.map(({ eventId }) => eventId));
    },
    async givenLetter(given: GivenLetter = {}): Promise<LetterBody> {
      const message = deadLetterMessage(given);
      await publisher.publish([message]);
      const [letter] = await lettersOf([message.eventId]);
      return letter as LetterBody;
    },
    /** Waits for this many messages resent for letters of these origins, and returns them. */
    async resentOf(letters: readonly Pick<LetterBody, 'topic' | 'origin' | 'eventId'>[], count = letters.length) {
      const wanted = new Set(letters.map(({ topic, origin }) => `${topic} ${origin.offset}`));
      const found = () =>
        received.filter(({ topic, headers }) => {
          const offset = headers[failureHeaders.originOffset];
          return [...wanted].some((of) => of.endsWith(` ${offset}`) && topic.startsWith(of.split(' ')[0] ?? '-'));
        });
      await waitFor(async () => (found().length >= count ? true : null), { timeoutMs: 20_000 });
      return found();
    },
    stateOf: async (id: string, state: string) =>
      (
        await until(
          () => readLetter(id),
          (letter) => letter.state === state,
        )
      ).state,
    async begin(body: object): Promise<ReplayBody> {
      const answer = await request('POST', '/replays', body);
      if (answer.status !== 202) throw new Error(`answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body as ReplayBody;
    },
    /** Puts every Idempotency-Key into the state after a crash between commit and response. */
    expireResponses: async () => void (await connection.collection('idempotency_keys').updateMany({}, withoutAnswer)),
    async kill() {
      await service.kill();
    },
    async start(more: NodeJS.ProcessEnv = {}) {
      service = await run(more);
    },
    async stop() {
      const code = await service.stop();
      await reader.stop();
      await publisher.close();
      await connection.close();
      await Promise.all([broker.stop(), mongo.stop()]);
      if (code !== 0) throw new Error(`the service ended with ${code}: ${service.log().slice(-2_000)}`);
    },
  };
}
