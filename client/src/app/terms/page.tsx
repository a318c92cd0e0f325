import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TextPage } from '@/site/text-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pages.terms'))('title'), alternates: { canonical: '/terms' } };
}

export default function TermsPage() {
  return <TextPage name="terms" />;
}
