import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireUser } from '@/features/account/require-user.ts';
import { OrganiseHeader } from '@/features/organising/organise-header.tsx';
import { OrganiserForm } from '@/features/organising/organiser-form.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';
import { newOrganiserPath, organisePath } from '@/site/paths.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organise.organiser'))('new') };
}

export default async function NewOrganiserPage() {
  const [t] = await Promise.all([getTranslations('organise'), requireUser(newOrganiserPath)]);
  return (
    <>
      <OrganiseHeader title={t('organiser.new')} back={{ href: organisePath, text: t('title') }}>
        <p className="max-w-2xl text-muted">{t('organiser.text')}</p>
      </OrganiseHeader>
      <ClientMessages namespaces={['organise', 'problems']}>
        <OrganiserForm />
      </ClientMessages>
    </>
  );
}
