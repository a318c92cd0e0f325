import { parseArgs } from 'node:util';

/** Suites that start everything they need; `system` runs against a whole marketplace. */
export const suites = [
  'contracts',
  'common',
  'auth',
  'tickets',
  'orders',
  'payments',
  'expiration',
  'notifications',
  'outbox-worker',
  'ops',
  'client',
  'setup',
  'local',
  'stripe-sandbox',
  'mailbox',
  'testing',
  'e2e',
] as const;
export const systemSuite = 'system';

export const usage = `Runs the tests and ends with one line, "N passed, N failed":
npm test -- [suite …]

  suites   ${suites.slice(0, 8).join(', ')},
           ${suites.slice(8).join(', ')};
           ${systemSuite}: purchases, races, attacks, the browser and faults against a whole marketplace
  --full   the slow tests too (npm run test:full)
  --help   this

Results as JSON are in .local/test-results. TEST_BACKEND=containers takes the databases of Testcontainers.
`;

export interface TestOptions {
  isFull: boolean;
  helps: boolean;
  /** All suites if none is named. */
  chosen: string[];
}

export class UsageError extends Error {}

/** Parses the command line. @throws UsageError for an unknown option or suite */
export function parseTestOptions(args: string[]): TestOptions {
  const { values, positionals } = parse(args);
  const known: readonly string[] = [...suites, systemSuite];
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new UsageError(`no suite ${unknown.join(', ')}; there are ${known.join(', ')}`);
  return { isFull: values.full, helps: values.help, chosen: positionals.length > 0 ? positionals : [...known] };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { full: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
