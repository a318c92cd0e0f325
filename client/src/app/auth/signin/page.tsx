import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuthPage, type AuthPageProps } from '@/features/account/auth-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('signin') };
}

export default function SignInPage({ searchParams }: Pick<AuthPageProps, 'searchParams'>) {
  return <AuthPage purpose="signin" searchParams={searchParams} />;
}
