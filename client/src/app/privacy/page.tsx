import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TextPage } from '@/site/text-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pages.privacy'))('title'), alternates: { canonical: '/privacy' } };
}

export default function PrivacyPage() {
  return <TextPage name="privacy" />;
}
