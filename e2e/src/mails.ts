import { waitFor } from '@ticketing/common/backoff';

export interface Mail {
  id: string;
  subject: string;
  text: string;
}

/**
 * Waits for a mail with this subject.
 * @param mailbox its address
 * @throws when none arrives within 30 seconds
 */
export async function mailTo(mailbox: string, address: string, subject: RegExp): Promise<Mail> {
  const read = async <T>(path: string): Promise<T> => (await fetch(`${mailbox}${path}`)).json() as Promise<T>;
  const found = await waitFor(
    async () => {
      const mails = await read<Mail[]>(`/api/mails?to=${encodeURIComponent(address)}`).catch(() => []);
      return mails.find((mail) => subject.test(mail.subject)) ?? null;
    },
    { timeoutMs: 30_000, intervalMs: 100 },
  );
  if (!found) throw new Error(`no mail with the subject ${subject} has arrived`);
  return read<Mail>(`/api/mails/${found.id}`);
}
