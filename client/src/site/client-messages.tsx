import { type Messages, NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

interface ClientMessagesProps {
  namespaces: readonly (keyof Messages)[];
  children: ReactNode;
}

/** What the islands below say, and no more of the dictionary: it travels with every page. */
export async function ClientMessages({ namespaces, children }: ClientMessagesProps) {
  const messages = await getMessages();
  const said = Object.fromEntries(namespaces.map((namespace) => [namespace, messages[namespace]]));
  return <NextIntlClientProvider messages={said}>{children}</NextIntlClientProvider>;
}
