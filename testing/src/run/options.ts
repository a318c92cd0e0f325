import { parseArgs } from 'node:util';

/** Suites that start everything they need; `system` runs against a whole marketplace. */
export const suites = [
  'contracts',
  'common',
  'auth',
  'tickets',
  'catalog',
  'orders',
  'bookings',
  'payments',
  'expiration',
  'notifications',
  'outbox-worker',
  'ops',
  'client',
  'setup',
  'k8s',
  'local',
  'stripe-sandbox',
  'mailbox',
  'testing',
  'e2e',
] as const;
/** Suites that run against one whole marketplace. */
export const systemSuites = ['system', 'attacks', 'contract'] as const;
type Suite = (typeof suites)[number] | (typeof systemSuites)[number];
/** Runs when it is named, and with `--full`: it takes minutes, and needs Python. */
const slowSuite: Suite = 'contract';

export const usage = `Runs the tests and ends with one line, "N passed, N failed":
npm test -- [suite …]

  suites   ${suites.slice(0, 8).join(', ')},
           ${suites.slice(8).join(', ')};
           and against a whole marketplace:
           system: purchases, races, the browser and faults
           attacks: attacks and bad input, with the expected answer (npm run test:attacks)
           contract: requests generated from the OpenAPI documents (npm run test:contract); only when named or --full
  --full   the slow tests too, and the whole system with TLS and credentials (npm run test:full)
  --secure the whole marketplace with TLS and credentials only
  --help   this

Results as JSON are in .local/test-results. TEST_BACKEND=containers takes the databases of Testcontainers.
`;

export interface TestOptions {
  isFull: boolean;
  /** Whether the marketplace's parts ask for TLS and credentials. */
  isSecured: boolean;
  helps: boolean;
  /** If none is named: all but the slow one, which `--full` adds. */
  chosen: string[];
}

export class UsageError extends Error {}

/** Parses the command line. @throws UsageError for an unknown option or suite */
export function parseTestOptions(args: string[]): TestOptions {
  const { values, positionals } = parse(args);
  const known: readonly string[] = [...suites, ...systemSuites];
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new UsageError(`no suite ${unknown.join(', ')}; there are ${known.join(', ')}`);
  const byDefault = known.filter((name) => values.full || name !== slowSuite);
  return {
    isFull: values.full,
    isSecured: values.secure,
    helps: values.help,
    chosen: positionals.length > 0 ? positionals : byDefault,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        full: { type: 'boolean', default: false },
        secure: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
