import { useLocale, useTranslations } from 'next-intl';
import { ListingCard } from './listing-card.tsx';
import { type Draft, previewOf } from './listing-draft.ts';

interface ListingPreviewProps {
  seed: string;
  draft: Draft;
  pictureUrl: string | null;
}

/** A preview of the listing as buyers will see it. */
export function ListingPreview({ seed, draft, pictureUrl }: ListingPreviewProps) {
  const t = useTranslations('listing');
  const locale = useLocale();
  const ticket = previewOf(draft, locale);
  return (
    <section aria-label={t('preview')} className="flex max-w-72 flex-col gap-3 lg:sticky lg:top-24 lg:self-start">
      <p className="text-sm text-muted">{t('previewHint')}</p>
      <ListingCard ticket={{ ...ticket, id: seed, title: ticket.title || t('previewTitle'), pictureUrl }} isPreview />
    </section>
  );
}
