import { parseArgs } from 'node:util';
import { z } from 'zod';
import { brokersOf, ConfigError, type Environment, kafkaEnv, parseEnv, registryUrlOf } from '../config/index.ts';
import { createCodec, createKafka, openTopicReader } from '../kafka/index.ts';
import { createLogger } from '../log/index.ts';
import { type ReconcileReport, type ReconcileSource, reconcile } from './reconcile.ts';

export interface OpenSource {
  source: ReconcileSource;
  /** Why a repair would fail now, and the remedy; null when nothing prevents it. */
  obstacle?: string | null;
  close(): Promise<void>;
}

const usage = `Compares business rows, outbox and topics, and republishes missing events.
  --dry-run   only report missing events; exits with 1 if there are any
  --json      print one line of JSON
Reads KAFKA_BROKERS, SCHEMA_REGISTRY_URL and the database address, like the service.
`;

const Env = z.object(kafkaEnv);

/**
 * Runs a source's reconcile program: `node <service>/src/reconcile.ts [--dry-run] [--json]`.
 * @returns the exit code: 0 nothing is missing or everything was republished, 1 something is missing (dry run) or
 * failed, 64 and 78 as in sysexits.h
 */
export async function reconcileCommand(
  name: string,
  open: (env: Environment) => Promise<OpenSource>,
  { args = process.argv.slice(2), env = process.env }: { args?: string[]; env?: Environment } = {},
): Promise<number> {
  try {
    const { values } = parseArgs({
      args,
      options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    if (values.help) {
      process.stdout.write(usage);
      return 0;
    }
    const report = await run(name, open, env, values['dry-run'] ?? false);
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : textOf(report));
    return report.isDryRun && report.rows.missing + report.events.missing > 0 ? 1 : 0;
  } catch (error) {
    const isUsage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n${isUsage ? usage : ''}`);
    if (isUsage) return 64;
    return error instanceof ConfigError ? 78 : 1;
  }
}

async function run(
  name: string,
  open: (env: Environment) => Promise<OpenSource>,
  env: Environment,
  isDryRun: boolean,
): Promise<ReconcileReport> {
  const config = parseEnv(Env, env);
  const { source, obstacle, close } = await open(env);
  try {
    if (obstacle && !isDryRun) throw new Error(obstacle);
    const kafka = createKafka({
      clientId: `reconcile-${name}`,
      brokers: brokersOf(config),
      log: createLogger({ service: name, level: 'error' }),
    });
    const reader = await openTopicReader(kafka, `reconcile-${name}`);
    try {
      return await reconcile({ source, reader, codec: createCodec(registryUrlOf(config)), isDryRun });
    } finally {
      await reader.close();
    }
  } finally {
    await close();
  }
}

/** Returns a report for people: a summary line, and examples of what is missing. */
export function textOf({ source, isDryRun, rows, events, examples }: ReconcileReport): string {
  const isClean = rows.missing + events.missing === 0;
  const done = isDryRun ? 'would be sent again' : 'sent again';
  const lines = [
    `${source}: ${rows.checked} outbox rows, ${rows.missing} of them not on their topics; ${events.checked} events of business rows, ${events.missing} of them nowhere`,
    ...(isClean
      ? []
      : [`${source}: ${rows.missing} ${done}, ${events.missing} ${isDryRun ? 'would be rebuilt' : 'rebuilt'}`]),
    ...(events.substituted > 0
      ? [`${source}: ${events.substituted} with the content of a later version, their own is gone`]
      : []),
    ...examples.map(({ topic, key, eventId }) => `  ${topic} key ${key} event ${eventId}`),
  ];
  return `${lines.join('\n')}\n`;
}
