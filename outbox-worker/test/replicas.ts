import { randomInt, randomUUID } from 'node:crypto';
import { pause, waitFor } from '@ticketing/common/backoff';
import { type OutboxFixture, openOutbox } from './outbox-fixture.ts';
import type { BrokerFixture } from './relay-fixture.ts';
import { type RelayProcess, startRelayProcess } from './relay-process.ts';

export interface ReplicasOptions {
  broker: BrokerFixture;
  mongoUri: string;
  events: number;
  /** Interval between kills of a random relay, milliseconds. */
  killEveryMs: number;
  /** Minimum number of kills; the events are spread over them. */
  kills: number;
}

export interface ReplicasResult {
  kills: number;
  /** Takeover time for each kill of the active relay. */
  takeoversMs: number[];
  /** Events missing on their topic. */
  lost: string[];
  /** Aggregates whose events are out of order on a topic; of duplicates, the first counts. */
  outOfOrder: string[];
  /** Duplicate messages. */
  repeats: number;
}

const eventsOfAnAggregate = 20;
const maxPending = 5_000;
const rowsAtOnce = 400;
/** A backlog that a relay can't finish before it is killed. */
const busyRows = 100;

/** Runs two relays of one outbox under load; a random one is repeatedly killed and restarted. */
export async function killReplicas(options: ReplicasOptions): Promise<ReplicasResult> {
  const { broker, mongoUri, events } = options;
  const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
  process.stdout.write(`replicas: SEED=${seed}\n`);
  const outbox = await openOutbox(mongoUri);
  const startRelay = () =>
    startRelayProcess({
      RELAY: 'mongo',
      SOURCE: 'tickets',
      MONGO_URI: mongoUri,
      KAFKA_BROKERS: broker.brokers.join(','),
      SCHEMA_REGISTRY_URL: broker.registryUrl,
    });
  const relays = await Promise.all([startRelay(), startRelay()]);
  const working = new AbortController();
  try {
    const deaths: Deaths = { due: 0, kills: 0, takeoversMs: [] };
    const isBusy = async () => (await outbox.countPending()) >= busyRows;
    const schedule = { everyMs: options.killEveryMs, isBusy, random: randomOf(seed), signal: working.signal };
    const killing = killAgainAndAgain(relays, startRelay, schedule, deaths);
    const ids = await appendAll(outbox, events, (share) => deaths.due >= Math.ceil(share * options.kills));
    const isEmpty = await outbox.waitForNonePending(events * 10 + 60_000);
    working.abort();
    await killing;
    if (!isEmpty) throw new Error(`${await outbox.countPending()} rows are still pending`);
    await broker.waitForMessages(ids.keys(), events, 60_000);
    const { kills, takeoversMs } = deaths;
    return { kills, takeoversMs, ...evaluate(broker, ids) };
  } finally {
    working.abort();
    await Promise.all(relays.map((relay) => relay.stop()));
    await outbox.connection.close();
  }
}

/** Mulberry32: a reproducible pseudorandom generator. */
const randomOf = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

interface Deaths extends Pick<ReplicasResult, 'kills' | 'takeoversMs'> {
  /** Due kills; load is created for each, so that it hits a busy relay. */
  due: number;
}

interface Schedule {
  everyMs: number;
  isBusy: () => Promise<boolean>;
  random: () => number;
  signal: AbortSignal;
}

/** Kills the active relay first, then a random one. */
async function killAgainAndAgain(
  relays: RelayProcess[],
  startRelay: () => Promise<RelayProcess>,
  { everyMs, isBusy, random, signal }: Schedule,
  deaths: Deaths,
) {
  for (;;) {
    await pause(everyMs, signal);
    deaths.due += 1;
    await waitFor(async () => (signal.aborted || (await isBusy()) ? true : null), { timeoutMs: 60_000, intervalMs: 5 });
    if (signal.aborted) return;
    const active = (await relays[0]?.isActive()) ? 0 : 1;
    const chosen = deaths.kills === 0 ? active : random() < 0.5 ? 0 : 1;
    const victim = relays[chosen] as RelayProcess;
    const other = relays[1 - chosen] as RelayProcess;
    const wasActive = chosen === active;
    await victim.kill();
    deaths.kills += 1;
    if (wasActive) {
      const killedAt = performance.now();
      await waitFor(async () => ((await other.isActive()) ? true : null), { timeoutMs: 60_000 });
      deaths.takeoversMs.push(Math.round(performance.now() - killedAt));
    }
    relays[chosen] = await startRelay();
  }
}

/** Appends while the relays work, a few thousand rows ahead of them. @returns aggregate → event ids in sequence */
async function appendAll(
  outbox: OutboxFixture,
  events: number,
  mayPass: (share: number) => boolean,
): Promise<Map<string, string[]>> {
  const ids = new Map<string, string[]>();
  const aggregates = Math.ceil(events / eventsOfAnAggregate);
  const ticketIds = Array.from({ length: aggregates }, () => randomUUID());
  let appended = 0;
  // In rounds over all aggregates, so that each has rows in many batches.
  for (let version = 0; appended < events; version += 2)
    for (let at = 0; at < aggregates && appended < events; at += rowsAtOnce / 2) {
      const mayContinue = async () => mayPass(appended / events) && (await outbox.countPending()) < maxPending;
      await waitFor(async () => ((await mayContinue()) ? true : null), { timeoutMs: 120_000 });
      const some = ticketIds.slice(at, at + rowsAtOnce / 2);
      const rows = await outbox.appendRows(some.flatMap((id) => [version, version + 1].map((v) => [id, v] as const)));
      for (const { key, _id } of rows) ids.set(key, [...(ids.get(key) ?? []), _id]);
      appended += rows.length;
    }
  return ids;
}

function evaluate(broker: BrokerFixture, ids: Map<string, string[]>) {
  const messages = broker.readOf(ids.keys());
  const read = new Set(messages.map(({ headers }) => headers.eventId));
  const lost = [...ids.values()].flat().filter((id) => !read.has(id));
  const sequence = new Map([...ids.values()].flatMap((ofOne) => ofOne.map((id, at) => [id, at] as const)));
  const isInOrder = (positions: number[]) =>
    positions.every((at, index) => index === 0 || at > (positions[index - 1] ?? 0));
  const outOfOrder = [...Map.groupBy(messages, ({ key, topic }) => `${key} on ${topic}`)]
    .filter(([, ofOne]) => {
      const firsts = [...new Set(ofOne.map(({ headers }) => headers.eventId ?? ''))];
      return !isInOrder(firsts.map((id) => sequence.get(id) ?? -1));
    })
    .map(([name]) => name);
  return { lost, outOfOrder, repeats: messages.length - read.size };
}
