import { useLocale, useTranslations } from 'next-intl';
import { languageNames, locales } from '@/i18n/locales.ts';
import { PageLink } from '@/ui/page-link.tsx';
import { Preference } from './preference.tsx';
import { textPages } from './text-page.tsx';
import { type Theme, themes } from './theme.ts';

export function Footer({ theme }: { theme: Theme }) {
  const t = useTranslations('site');
  const titles = useTranslations('pages');
  const locale = useLocale();
  return (
    <footer className="mt-auto border-t border-line text-sm text-muted print:hidden">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center justify-between gap-x-8 gap-y-4 px-4 py-6 sm:px-6">
        <div className="flex flex-wrap items-center gap-x-6">
          <p>{t('testMode')}</p>
          <nav aria-label={t('aboutNavigation')} className="flex flex-wrap items-center gap-x-6">
            {textPages.map((name) => (
              <PageLink
                key={name}
                href={`/${name}`}
                className="inline-flex min-h-11 items-center underline decoration-line underline-offset-4 hover:text-ink"
              >
                {titles(`${name}.title`)}
              </PageLink>
            ))}
          </nav>
          {/* A plain link, because the API reference is outside the application's router. */}
          <a
            href="/api"
            className="inline-flex min-h-11 items-center underline decoration-line underline-offset-4 hover:text-ink"
          >
            {t('apiReference')}
          </a>
        </div>
        <div className="flex flex-wrap gap-3">
          <Preference
            name="theme"
            label={t('theme')}
            current={theme}
            options={themes.map((value) => ({ value, label: t(`themes.${value}`) }))}
          />
          <Preference
            name="locale"
            label={t('language')}
            current={locale}
            options={locales.map((value) => ({ value, label: languageNames[value], lang: value }))}
          />
        </div>
      </div>
    </footer>
  );
}
