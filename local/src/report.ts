import { styleText } from 'node:util';
import { brokerHosts } from '@ticketing/common/broker-address';
import { mongoServices, postgresServices } from '@ticketing/contracts';
import type { Endpoints } from './endpoints.ts';
import { demoPassword, people } from './seed/catalogue.ts';

const bold = (text: string) => styleText('bold', text);
const dim = (text: string) => styleText('dim', text);
const cyan = (text: string) => styleText('cyan', text);

export interface ReportOptions {
  endpoints: Endpoints;
  logsFolder: string;
  endpointsFile: string;
  hasDemo: boolean;
  tookMs?: number;
  isForeground: boolean;
}

/** The summary that is printed when everything is ready. */
export function readyReport({
  endpoints,
  logsFolder,
  endpointsFile,
  hasDemo,
  tookMs,
  isForeground,
}: ReportOptions): string {
  const { addresses, dashboard } = endpoints;
  const sections = [
    section('Marketplace', [
      ['store', cyan(addresses.gateway)],
      ['API reference', cyan(`${addresses.gateway}/api`)],
      ...(dashboard ? [['dashboard', cyan(dashboard)] as const] : []),
      [
        'mailbox',
        addresses.mailbox
          ? `${cyan(addresses.mailbox)} ${dim('(every mail stays here; set SMTP_URL for a real server)')}`
          : 'your mail server (SMTP_URL)',
      ],
    ]),
    hasDemo &&
      section(
        'Demo logins',
        Object.values(people).map(({ role, email }) => [role, `${email}  ${dim('password')} ${demoPassword}`]),
      ),
    section('Operators', [
      ['console', cyan(`${addresses.gateway}/ops`)],
      ['sign in', 'npx ticketing sign-in'],
      ['dead letters', 'npx ticketing dlq --help'],
    ]),
    section('Cards', [
      ['works', 'tok_visa · 4242 4242 4242 4242'],
      ['declined', 'tok_chargeDeclined · 4000 0000 0000 0002'],
      ['no funds', 'tok_chargeDeclinedInsufficientFunds · 4000 0000 0000 9995'],
      ['3-D Secure', '4000 0027 6000 3184'],
      ['slow bank', 'tok_sandbox_processing · 4000 9900 0007 0015'],
      [
        'Stripe',
        addresses.stripe
          ? `${addresses.stripe} ${dim('(local sandbox; set STRIPE_KEY for the real one)')}`
          : 'your account (STRIPE_KEY)',
      ],
    ]),
    addresses.observe && observeSection(addresses.observe),
    section('Behind it', [
      ['Kafka', brokerHosts(addresses.brokers)],
      ['Schema registry', addresses.registry],
      ['Kafka Connect', addresses.connect],
      ['PostgreSQL', postgresServices.map((name) => `${addresses.databases[name]} ${dim(`(${name})`)}`).join('\n')],
      ['MongoDB', mongoServices.map((name) => addresses.databases[name]).join('\n')],
      ['Redis', `${addresses.databases.expiration} ${dim('(expiration)')}`],
      ['logs', logsFolder],
      ['all addresses', endpointsFile],
    ]),
  ];
  const took = tookMs === undefined ? 'is running' : `is ready after ${(tookMs / 1000).toFixed(1)} s`;
  const stop = isForeground ? 'Ctrl-C or npm stop stops it' : 'npm stop stops it';
  return [
    ...sections.filter((text) => text),
    `${bold(`The marketplace ${took}.`)} ${dim(`${stop}; npm run reset deletes its data.`)}`,
  ].join('\n\n');
}

const observeSection = ({ traces, metrics, logs, alerts }: NonNullable<Endpoints['addresses']['observe']>): string =>
  section('Observe', [
    ['traces', cyan(traces)],
    ['metrics', cyan(metrics)],
    ['logs', cyan(logs)],
    ['alerts', cyan(alerts)],
  ]);

const labelWidth = 17;

function section(title: string, rows: readonly (readonly [string, string])[]): string {
  const lines = rows.flatMap(([label, value]) =>
    value.split('\n').map((line, index) => `  ${dim((index === 0 ? label : '').padEnd(labelWidth))}${line}`),
  );
  return [bold(title), ...lines].join('\n');
}
