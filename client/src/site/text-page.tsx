import { useTranslations } from 'next-intl';

export const textPages = ['help', 'terms', 'privacy', 'imprint'] as const;
export type TextPageName = (typeof textPages)[number];

/** A page of plain text that the footer leads to. */
export function TextPage({ name }: { name: TextPageName }) {
  const t = useTranslations(`pages.${name}`);
  return (
    <article className="max-w-2xl">
      <h1 className="display mb-6 text-4xl sm:text-5xl">{t('title')}</h1>
      <p className="leading-7 whitespace-pre-line">{t('text')}</p>
    </article>
  );
}
