import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { ReceivedMail } from './mail-list.ts';

const maxMailBytes = 1_000_000;

/** `refuse-550@…` is refused with 550, as Stripe's test cards are declined; see README.md. */
const refusedAddress = /^refuse-([45]\d\d)\b/;

class Refusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

export interface SmtpOptions {
  host: string;
  port: number;
  onMail: (mail: ReceivedMail) => void;
  onError: (error: Error) => void;
}

/** Receives mails from anybody and to anybody. @returns its port, and how to stop it */
export async function startSmtp({
  host,
  port,
  onMail,
  onError,
}: SmtpOptions): Promise<{ port: number; stop(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: maxMailBytes,
    // Any user and password are right.
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? 'anybody' }),
    onRcptTo({ address }, _session, callback) {
      const code = refusedAddress.exec(address)?.[1];
      callback(
        code
          ? new Refusal(Number(code), `${code.startsWith('5') ? '5.1.1' : '4.2.0'} <${address}> is refused here`)
          : null,
      );
    },
    onData(stream, { envelope }, callback) {
      receive(stream)
        .then((bytes) => PostalMime.parse(bytes))
        .then(({ messageId, from, subject, text, html }) => {
          onMail({
            id: randomUUID(),
            receivedAt: new Date(),
            messageId: messageId ?? null,
            from: [from?.name, from?.address && `<${from.address}>`].filter(Boolean).join(' '),
            to: envelope.rcptTo.map(({ address }) => address),
            subject: subject ?? '',
            text: text ?? '',
            html: html ?? null,
          });
          callback();
        })
        .catch((error: unknown) => callback(error instanceof Error ? error : new Error(String(error))));
    },
  });
  // A client that hangs up is no fault of the mailbox.
  server.on('error', onError);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function receive(stream: NodeJS.ReadableStream & { sizeExceeded?: boolean }): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) throw new Refusal(552, 'the mail is too large');
  return Buffer.concat(chunks);
}
