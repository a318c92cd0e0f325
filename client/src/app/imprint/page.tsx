import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TextPage } from '@/site/text-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pages.imprint'))('title'), alternates: { canonical: '/imprint' } };
}

export default function ImprintPage() {
  return <TextPage name="imprint" />;
}
