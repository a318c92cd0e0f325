import type { AddressInfo } from 'node:net';
import { createMailboxApp } from './app.ts';
import { createMailList, type ReceivedMail } from './mail-list.ts';
import { startSmtp } from './smtp.ts';

export interface MailboxOptions {
  host?: string;
  /** 0 lets the system choose one. */
  port?: number;
  smtpPort?: number;
  /** The number of mails that are kept. */
  maxMails?: number;
  onError?: (error: Error) => void;
}

export interface Mailbox {
  /** The page. */
  url: string;
  smtpUrl: string;
  /** Returns the received mails, newest first. */
  mails(to?: string): ReceivedMail[];
  stop(): Promise<void>;
}

const maxCharacters = 8_000_000;

/** Starts a mail server that delivers nowhere, and the page that shows what it received. */
export async function startMailbox({
  host = '127.0.0.1',
  port = 0,
  smtpPort = 0,
  maxMails = 500,
  onError = () => {},
}: MailboxOptions = {}): Promise<Mailbox> {
  const list = createMailList({ maxMails, maxCharacters });
  const smtp = await startSmtp({ host, port: smtpPort, onMail: list.add, onError });
  const server = createMailboxApp(list).listen(port, host);
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    smtpUrl: `smtp://${host}:${smtp.port}`,
    mails: list.list,
    async stop() {
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), smtp.stop()]);
    },
  };
}
