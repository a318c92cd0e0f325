import { pino } from 'pino';
import { type Config, readConfig } from './config.ts';
import { startMailbox } from './mailbox.ts';

function configOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

const config = configOrExit();
const log = pino({ name: 'mailbox', level: config.LOG_LEVEL });

const mailbox = await startMailbox({
  host: config.HOST,
  port: config.PORT,
  smtpPort: config.SMTP_PORT,
  onError: (err) => log.debug({ err }, 'connection failed'),
});
log.info({ url: mailbox.url, smtpUrl: mailbox.smtpUrl }, 'listening');

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    log.info({ signal }, 'stopping');
    void mailbox.stop().finally(() => process.exit(0));
  });
