import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireUser } from '@/features/account/require-user.ts';
import { ListingForm } from '@/features/listing/listing-form.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('listing'))('sellTitle') };
}

export default async function SellPage() {
  const [t, user] = await Promise.all([getTranslations('listing'), requireUser('/tickets/new')]);
  return (
    <>
      <h1 className="display mb-8 text-5xl sm:text-6xl">{t('sellTitle')}</h1>
      <ClientMessages namespaces={['listing', 'categories', 'ticket', 'browse', 'problems']}>
        <ListingForm userId={user.id} />
      </ClientMessages>
    </>
  );
}
