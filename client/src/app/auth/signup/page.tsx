import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuthPage, type AuthPageProps } from '@/features/account/auth-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('signup') };
}

export default function SignUpPage({ searchParams }: Pick<AuthPageProps, 'searchParams'>) {
  return <AuthPage purpose="signup" searchParams={searchParams} />;
}
