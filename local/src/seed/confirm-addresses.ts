import { waitFor } from '@ticketing/common/backoff';
import { z } from 'zod';

export interface ConfirmOptions {
  gatewayUrl: string;
  mailboxUrl: string;
  addresses: readonly string[];
}

const Mails = z.array(z.object({ id: z.string() }));
const Mail = z.object({ text: z.string() });
/** The mailbox keeps mails in memory: after a restart during the seeding they are gone, and the accounts stay unconfirmed. */
const waitMs = 20_000;

/** Confirms the addresses of demo accounts like their owners: with the links in their mails. */
export async function confirmAddresses({ gatewayUrl, mailboxUrl, addresses }: ConfirmOptions): Promise<void> {
  await Promise.all(
    addresses.map(async (address) => {
      const token = await waitFor(() => findToken(mailboxUrl, address), { timeoutMs: waitMs, intervalMs: 250 });
      if (!token) return;
      await fetch(`${gatewayUrl}/api/users/email-verification/confirm`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      });
    }),
  );
}

async function findToken(mailboxUrl: string, address: string): Promise<string | null> {
  const found = Mails.parse(await read(`${mailboxUrl}/api/mails?to=${encodeURIComponent(address)}`));
  for (const { id } of found) {
    const { text } = Mail.parse(await read(`${mailboxUrl}/api/mails/${id}`));
    const token = /\/verify\?token=([\w-]+)/.exec(text)?.[1];
    if (token) return token;
  }
  return null;
}

const read = async (url: string): Promise<unknown> => (await fetch(url)).json();
