import { parseArgs, styleText } from 'node:util';
import { readEndpoints, trustAuthority } from '@ticketing/local/endpoints';
import { checkSystem, invariantIds, invariants, type SystemReport, summaryOf } from './checker/index.ts';
import { loadConfig } from './config.ts';

const usage = `Checks the invariants of a running system: node e2e/src/check.ts [options]
  --home <folder>     where the system was started (default: TICKETING_HOME or .local)
  --grace <seconds>   its PAYMENT_GRACE_SECONDS (default: that variable, or 120)
  --timeout <seconds> how long it may take to become quiet (default: 60)
  --all               show every violation, not the first of each kind`;

const config = loadConfig();
const { values } = parseArgs({
  options: {
    home: { type: 'string', default: config.home },
    grace: { type: 'string', default: String(config.graceSeconds) },
    timeout: { type: 'string', default: '60' },
    all: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function printTable({ violations, observation, expectations }: SystemReport): void {
  for (const id of invariantIds) {
    const { title, count } = invariants[id];
    const { what, count: judged } = count(observation, expectations);
    const found = violations.filter(({ invariant }) => invariant === id).length;
    const verdict =
      found === 0 ? styleText('green', 'holds'.padEnd(14)) : styleText('red', `${found} violated`.padEnd(14));
    console.log(`${id}  ${title.padEnd(44)}${verdict}${String(judged).padStart(8)} ${what}`);
  }
}

async function check(): Promise<number> {
  const addresses = readEndpoints(values.home)?.addresses;
  if (!addresses) {
    console.error(`Nothing is running in ${values.home}: start it with npm start, or set its folder with --home.`);
    return 2;
  }
  trustAuthority(addresses);
  const report = await checkSystem({
    addresses,
    timeoutMs: Number(values.timeout) * 1000,
    graceSeconds: Number(values.grace),
  });
  printTable(report);
  const summary = values.all ? summaryOf(report.violations, Number.POSITIVE_INFINITY) : report.summary;
  for (const kind of summary) console.log(`\n${kind}`);
  return report.violations.length > 0 ? 1 : 0;
}

if (values.help) console.log(usage);
else process.exitCode = await check();
