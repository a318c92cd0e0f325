import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { readCurrentUser } from '@/api/server.ts';
import { VerificationBanner } from '@/features/account/verification-banner.tsx';
import { LazyHoldBar } from '@/features/hold/lazy-hold-bar.tsx';
import { readOrigin } from '@/server/origin.ts';
import { brand } from '@/site/brand.ts';
import { ClientMessages } from '@/site/client-messages.tsx';
import { FocusOnNavigation } from '@/site/focus-on-navigation.tsx';
import { Footer } from '@/site/footer.tsx';
import { Header } from '@/site/header.tsx';
import { themeCookie, themeOf } from '@/site/theme.ts';
import { archivo } from './font.ts';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  // Link previews need absolute picture addresses.
  const [t, origin] = await Promise.all([getTranslations('site'), readOrigin()]);
  return {
    metadataBase: URL.parse(origin),
    title: { default: t('title', { brand }), template: `%s · ${brand}` },
    description: t('description'),
    openGraph: { siteName: brand, type: 'website' },
  };
}

const readTheme = async () => themeOf((await cookies()).get(themeCookie)?.value);

const bars = { light: '#ffffff', dark: '#121317' };

export async function generateViewport(): Promise<Viewport> {
  const theme = await readTheme();
  if (theme !== 'system') return { colorScheme: theme, themeColor: bars[theme] };
  return {
    colorScheme: 'light dark',
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: bars.light },
      { media: '(prefers-color-scheme: dark)', color: bars.dark },
    ],
  };
}

// Every page contains a nonce and the visitor's session, so none can be prerendered.
export const dynamic = 'force-dynamic';

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, theme, user, t] = await Promise.all([
    getLocale(),
    readTheme(),
    readCurrentUser(),
    getTranslations('site'),
  ]);
  return (
    <html lang={locale} className={archivo.variable} data-theme={theme === 'system' ? undefined : theme}>
      <body className="flex min-h-dvh flex-col max-sm:has-data-buy-bar:pb-24">
        <ClientMessages namespaces={['broken', 'hold']}>
          <a
            href="#content"
            className="sr-only focus:not-sr-only focus:absolute focus:z-20 focus:m-2 focus:rounded-field focus:bg-card focus:px-4 focus:py-3 focus:font-semibold"
          >
            {t('skipToContent')}
          </a>
          <Header />
          <VerificationBanner />
          {user && <LazyHoldBar />}
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto w-full max-w-7xl grow px-4 py-4 outline-none sm:px-6 sm:py-10"
          >
            {/* Browsing works without script; everything else says that it needs it. */}
            <noscript>
              <p className="mb-6 rounded-card border border-line bg-card px-5 py-4 font-semibold">{t('noScript')}</p>
            </noscript>
            {children}
          </main>
          <Footer theme={theme} />
          <FocusOnNavigation targetId="content" />
        </ClientMessages>
      </body>
    </html>
  );
}
