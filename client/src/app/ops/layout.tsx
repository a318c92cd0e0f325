import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { isOperator } from '@/api/operator.ts';
import { readCurrentUser } from '@/api/server.ts';
import { OpsNav } from '@/features/console/ops-nav.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const title = (await getTranslations('ops'))('title');
  return { title: { default: title, template: `%s · ${title}` }, robots: { index: false } };
}

/** The frame of a page. Each page checks permission itself (`requireOperator`). */
export default async function OpsLayout({ children }: { children: ReactNode }) {
  if (!isOperator(await readCurrentUser())) return children;
  return (
    <ClientMessages namespaces={['ops', 'problems', 'broken']}>
      <OpsNav />
      {children}
    </ClientMessages>
  );
}
