import { waitFor } from '@ticketing/common/backoff';
import { createRandom } from '@ticketing/common/random';
import type { PostgresService } from '@ticketing/contracts';
import { checkSystem, summaryOf, waitUntilQuiet } from '../checker/index.ts';
import { withPostgres } from '../checker/observe/postgres.ts';
import { startTraffic } from '../workload.ts';
import { type Fault, PromiseBroken, type Stage } from './fault.ts';
import type { FaultResult } from './results.ts';
import { type Counts, countIn, nameOfViolation, type Round } from './round.ts';

const concurrency = 6;
/** The longest backoff of clients and consumers, counted from the recovery of a dependency. */
const longestBackoffMs = 15_000;

/**
 * Runs one fault in these phases: traffic → fault → repair → traffic → quiet → check. Failures of the system never
 * reject; they are problems of the result.
 */
export async function runFault(round: Round, fault: Fault): Promise<FaultResult> {
  const { system, quietWithinMs, journal } = round;
  const startedAt = performance.now();
  const { stage, notes } = setUp(round, fault, startedAt);
  const problems: string[] = [];
  await stage.traffic.waitForJourneys(10, 15_000);
  const injectedAt = performance.now();
  await fault.inject(stage).catch((error: unknown) => void problems.push(problemOf(error)));
  problems.push(...(await restoreAll(stage)));
  round.longestOutageMs = Math.max(round.longestOutageMs, performance.now() - injectedAt + longestBackoffMs);
  await stage.traffic.waitForJourneys(15, 15_000);
  await stage.traffic.stop();

  const stoppedAt = performance.now();
  await waitUntilQuiet(system.addresses, { timeoutMs: quietWithinMs });
  const toQuietMs = performance.now() - stoppedAt;
  await waitForOutcomes(round);
  const before = round.counts;
  const judged = await judge(round);
  round.counts = judged.counts;
  return {
    fault: fault.name,
    title: fault.title,
    group: fault.group,
    seed: round.seed,
    ...difference(judged.counts, before),
    answers: journal.answers.length,
    toQuietMs: Math.round(toQuietMs),
    tookMs: Math.round(performance.now() - startedAt),
    notes,
    problems: [...problems, ...judged.problems],
  };
}

/** Starts the traffic and prepares what a fault may use. */
function setUp(round: Round, fault: Fault, startedAt: number): { stage: Stage; notes: string[] } {
  const { system, people, inventory, performance: onSale, recordRequests } = round;
  const seed = `${round.seed}:${fault.name}`;
  const notes: string[] = [];
  const random = createRandom(`${seed}:traffic`);
  const begin = () =>
    startTraffic({
      storeUrl: system.storeUrl,
      ...people,
      random,
      concurrency,
      inventory,
      performance: onSale,
      recordRequests,
    });
  const stage: Stage = {
    system,
    get addresses() {
      return system.addresses;
    },
    home: round.home,
    random: createRandom(seed),
    seed,
    traffic: begin(),
    people,
    performanceId: onSale.id,
    isLong: round.isLong,
    libfaketime: round.libfaketime,
    note: (text) => void notes.push(`${((performance.now() - startedAt) / 1000).toFixed(1)} s: ${text}`),
    expectDeadLetter: (letter) => void round.deadLetters.push(letter),
    resumeTraffic: () => {
      stage.traffic = begin();
    },
    forgetSince: (at) => round.journal.forgetSince(at),
    becomeQuiet: () => becomeQuiet(round, stage.traffic),
  };
  return { stage, notes };
}

/** @throws PromiseBroken when the system is not quiet in time */
async function becomeQuiet(round: Round, traffic: Stage['traffic']): Promise<void> {
  const { system, quietWithinMs } = round;
  await traffic.stop();
  await waitForOutcomes(round);
  const [unsettled] = await waitUntilQuiet(system.addresses, { timeoutMs: quietWithinMs });
  if (unsettled)
    throw new PromiseBroken(
      `not quiet within ${quietWithinMs / 1_000} s: ${unsettled.message} ${JSON.stringify(unsettled.subject)}`,
    );
}

const problemOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

const difference = (now: Counts, before: Counts): Counts => ({
  orders: now.orders - before.orders,
  events: now.events - before.events,
  duplicates: now.duplicates - before.duplicates,
});

/** Restarts what a fault left broken, so that the next fault starts with an intact system. Also reports it as a problem. */
async function restoreAll({ system }: Stage): Promise<string[]> {
  const broken = system.processes().filter(({ state }) => state !== 'ready');
  const problems = broken.map(({ name, state }) => `${name} was left ${state}`);
  for (const { name } of broken) await system.restart(name).catch((error: unknown) => problems.push(problemOf(error)));
  return problems;
}

/** Waits until no reservation and no saga is open; the check reports late ones. */
const waitForOutcomes = ({ system, settledWithinMs }: Round) =>
  waitFor(
    () =>
      isOneOpen(system.addresses.databases, [
        ['orders', "SELECT FROM orders WHERE status IN ('created', 'awaiting_payment')"],
        ['bookings', "SELECT FROM sagas WHERE status NOT IN ('completed', 'compensated')"],
      ]).then((isOpen) => (isOpen ? null : true)),
    { timeoutMs: settledWithinMs, intervalMs: 250 },
  );

async function isOneOpen(
  databases: Round['system']['addresses']['databases'],
  queries: readonly (readonly [PostgresService, string])[],
): Promise<boolean> {
  for (const [service, query] of queries) {
    const isOpen = await withPostgres(databases[service], async (client) => {
      const { rows } = await client.query<{ open: boolean }>(`SELECT EXISTS (${query}) AS open`);
      return rows[0]?.open ?? false;
    });
    if (isOpen) return true;
  }
  return false;
}

/** Checks everything. @returns new problems; an impossible check is one of them */
async function judge(round: Round): Promise<{ problems: string[]; counts: Counts }> {
  const { system, journal, deadLetters, known, longestOutageMs, graceSeconds, quietWithinMs } = round;
  try {
    const report = await checkSystem({
      addresses: system.addresses,
      timeoutMs: quietWithinMs,
      graceSeconds,
      journal: journal.answers,
      deadLetters,
      downtimeMs: longestOutageMs,
    });
    const violations = report.violations.filter((violation) => !known.has(nameOfViolation(violation)));
    for (const violation of violations) known.add(nameOfViolation(violation));
    return { problems: summaryOf(violations), counts: countIn(report.observation) };
  } catch (error) {
    return { problems: [`the check failed: ${problemOf(error)}`], counts: round.counts };
  }
}
