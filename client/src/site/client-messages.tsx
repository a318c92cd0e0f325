import { type Messages, NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

interface ClientMessagesProps {
  namespaces: readonly (keyof Messages)[];
  children: ReactNode;
}

/** Only the messages that client components use, because they are sent with every page. */
export async function ClientMessages({ namespaces, children }: ClientMessagesProps) {
  const messages = await getMessages();
  const used = Object.fromEntries(namespaces.map((namespace) => [namespace, messages[namespace]]));
  return <NextIntlClientProvider messages={used}>{children}</NextIntlClientProvider>;
}
