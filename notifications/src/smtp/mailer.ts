import nodemailer from 'nodemailer';
import { type DeliveryFailure, enhancedCodeIn } from '../domain/delivery.ts';
import type { RenderedMail } from '../templates/index.ts';

export interface OutgoingMail {
  address: string;
  mail: RenderedMail;
  /** Equal for all attempts. */
  messageId: string;
}

/** Why a mail was not accepted. */
export interface SendFailure extends DeliveryFailure {
  /** The error of the connection; absent when a server has answered, because answers repeat addresses. */
  cause?: unknown;
}

/** Connections to the mail server for one batch of mails. */
export interface MailConnections {
  /** @returns null when the server has accepted the mail */
  send(mail: OutgoingMail): Promise<SendFailure | null>;
  /** Call when no mail is being sent any more. */
  close(): void;
}

export interface Mailer {
  /** Allows so many connections; each is opened when a mail needs it. */
  open(connections: number): MailConnections;
}

/** Together a minute at most, which the lease of a batch relies on. */
const timeouts = { dnsTimeout: 10_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Mails of one batch share connections. None is kept for the next batch: servers close idle ones. */
export function createMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
  // Credentials are never sent in plain text, whatever somebody on the way answers.
  const requireTLS = new URL(smtpUrl).username !== '';
  return {
    open(connections) {
      const transport = nodemailer.createTransport({
        url: smtpUrl,
        pool: true,
        maxConnections: connections,
        // An interrupted mail is sent again with the next batch, after a pause.
        maxRequeues: 0,
        ...timeouts,
        requireTLS,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return {
        async send({ address, mail: { subject, text, html }, messageId }) {
          try {
            await transport.sendMail({
              from,
              // As an object it is taken as it is, whatever characters it has.
              to: { name: '', address },
              subject,
              text,
              html,
              messageId,
              headers: { 'Auto-Submitted': 'auto-generated' },
            });
            return null;
          } catch (error) {
            return toFailure(error);
          }
        },
        close: () => transport.close(),
      };
    },
  };
}

interface NodemailerError {
  command?: string;
  responseCode?: number;
  response?: string;
}

function toFailure(error: unknown): SendFailure {
  const { command, responseCode, response } = error as NodemailerError;
  const [smtpCode, enhancedCode] = [responseCode ?? null, enhancedCodeIn(response)];
  return { command: command ?? null, smtpCode, enhancedCode, ...(smtpCode === null && { cause: error }) };
}
