import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TextPage } from '@/site/text-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pages.help'))('title'), alternates: { canonical: '/help' } };
}

export default function HelpPage() {
  return <TextPage name="help" />;
}
