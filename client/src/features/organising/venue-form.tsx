'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { MapLegend } from '@/features/events/map-legend.tsx';
import { PlaceField } from '@/features/events/place-field.tsx';
import { Button, ButtonLink } from '@/ui/button.tsx';
import { Field } from '@/ui/field.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useLeaveWarning } from '@/ui/use-leave-warning.ts';
import { MapEditor } from './map-editor.tsx';
import { MapPreview } from './map-preview.tsx';
import { allFree, previewHall, sizeOf } from './preview-hall.ts';
import { RestoredNotice } from './restored-notice.tsx';
import { sectionsOf } from './sections-of.ts';
import { type EditedVenue, useVenueForm } from './use-venue-form.ts';

interface VenueFormProps {
  userId: string;
  organiserId: string;
  /** A venue that gets a new seat map; without it, a venue is added. */
  venue?: EditedVenue;
  backPath: string;
}

/** Adds a venue with its seat map, or replaces the seat map of one. The preview shows the map as buyers will see it. */
export function VenueForm({ userId, organiserId, venue, backPath }: VenueFormProps) {
  const t = useTranslations('organise');
  const form = useVenueForm({ userId, organiserId, venue, backPath });
  const { draft, errors, isPending, formProps, change } = form;
  useLeaveWarning(form.isDirty && !isPending ? t('draft.leaveQuestion') : null);
  return (
    <div className="grid grid-cols-1 gap-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)] lg:gap-12">
      <form {...formProps} className="flex min-w-0 flex-col gap-8">
        {form.isRestored && <RestoredNotice onDiscard={form.discard} />}
        <FormErrors messages={errors.form} />
        {!venue && (
          <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
            <Field
              name="name"
              label={t('venue.name')}
              hint={t('venue.nameHint')}
              value={draft.name}
              error={errors.fields.name}
              onChange={({ target }) => change({ ...draft, name: target.value })}
              maxLength={100}
              required
            />
            <PlaceField
              key={form.isRestored ? 'restored' : 'typed'}
              name="place"
              label={t('venue.place')}
              hint={t('venue.placeHint')}
              defaultValue={draft.place}
              error={errors.fields.place}
              onType={(place) => change({ ...draft, place })}
              isRequired
            />
          </div>
        )}
        <section aria-labelledby="sections" className="flex flex-col gap-4">
          <h2 id="sections" className="display text-2xl">
            {t('map.title')}
          </h2>
          <p className="text-muted">{t(venue ? 'map.replaceText' : 'map.text')}</p>
          <MapEditor draft={draft.map} errors={errors.fields} onChange={(map) => change({ ...draft, map })} />
        </section>
        <div className="flex flex-wrap gap-3">
          <Button type="submit" isPending={isPending} pendingLabel={t('saving')}>
            {t(venue ? 'map.save' : 'venue.add')}
          </Button>
          <ButtonLink look="plain" href={backPath}>
            {t('cancel')}
          </ButtonLink>
        </div>
      </form>
      <Preview draft={draft.map} />
    </div>
  );
}

function Preview({ draft }: { draft: Parameters<typeof sectionsOf>[0] }) {
  const t = useTranslations('organise.map');
  const hall = useMemo(() => previewHall(sectionsOf(draft).sections), [draft]);
  const free = useMemo(() => allFree(hall), [hall]);
  const { seats, standing } = sizeOf(hall.sections);
  return (
    <section aria-labelledby="preview" className="flex min-w-0 flex-col gap-3 lg:sticky lg:top-24 lg:self-start">
      <h2 id="preview" className="display text-2xl">
        {t('preview')}
      </h2>
      <p role="status" className="figures text-muted">
        {t('size', { seats, standing })}
      </p>
      {hall.sections.length === 0 ? (
        <p className="rounded-card border border-dashed border-field-line px-5 py-12 text-center text-muted">
          {t('previewEmpty')}
        </p>
      ) : (
        <>
          <MapPreview hall={hall} free={free} label={t('preview')} />
          <MapLegend hall={hall} of="plan" />
        </>
      )}
    </section>
  );
}
