import { pino } from 'pino';
import { type Config, readConfig } from './config.ts';
import { startStripeSandbox } from './sandbox.ts';

function configOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

const config = configOrExit();
const log = pino({ name: 'stripe-sandbox', level: config.LOG_LEVEL });

const sandbox = await startStripeSandbox({
  port: config.PORT,
  host: config.HOST,
  ledgerDir: config.LEDGER_DIR,
  latencyMs: config.LATENCY_MS,
  log,
  ...(config.PUBLIC_URL ? { publicUrl: config.PUBLIC_URL } : {}),
  ...(config.WEBHOOK_URL ? { webhookUrl: config.WEBHOOK_URL } : {}),
  ...(config.WEBHOOK_SECRET ? { webhookSecret: config.WEBHOOK_SECRET } : {}),
  ...(config.WEBHOOK_EVENTS ? { webhookEvents: config.WEBHOOK_EVENTS } : {}),
  onFailure(error) {
    log.fatal({ err: error }, 'ledger cannot be written');
    process.exit(1);
  },
});
log.info({ url: sandbox.url, ledgerDir: config.LEDGER_DIR, webhookUrl: config.WEBHOOK_URL }, 'listening');

let isStopping = false;
async function shutDown(signal: NodeJS.Signals): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log.info({ signal }, 'stopping');
  await sandbox.stop();
  log.info('stopped');
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    shutDown(signal).catch((error: unknown) => {
      log.fatal({ err: error }, 'stop failed');
      process.exit(1);
    });
  });
}
