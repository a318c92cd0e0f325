'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useCreateOnce } from '@/api/use-create-once.ts';
import { organiserPath } from '@/site/paths.ts';
import { Button } from '@/ui/button.tsx';
import { Field } from '@/ui/field.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { Notice } from '@/ui/notice.tsx';
import { TextArea } from '@/ui/text-area.tsx';
import { textIn } from '@/ui/use-form.ts';
import { addCrewMember, removeCrewMember } from './api/browser.ts';
import type { CrewMember } from './api/schemas.ts';
import { crewLabel, readQualifications } from './crew-text.ts';
import { RowAction } from './row-action.tsx';
import { Row, RowList } from './row-list.tsx';
import { useChangeForm } from './use-change-form.ts';

interface CrewListProps {
  organiserId: string;
  crew: readonly CrewMember[];
}

/** The people who work on departures, with what they are qualified for. */
export function CrewList({ organiserId, crew }: CrewListProps) {
  const t = useTranslations('organise.crew');
  return (
    <>
      {crew.length === 0 ? (
        <p className="text-muted">{t('nobody')}</p>
      ) : (
        <RowList>
          {crew.map((member) => (
            <Row
              key={member.id}
              action={
                <RowAction
                  path={organiserPath(organiserId)}
                  label={t('remove')}
                  name={t('removeNamed', { person: crewLabel(member) })}
                  act={() => removeCrewMember(organiserId, member.id)}
                />
              }
            >
              <span dir="auto" className="font-semibold">
                {crewLabel(member)}
              </span>
              <span className="block text-sm text-muted">
                {member.qualifications.map(({ name, validUntil }) => (
                  <span key={name} className="block">
                    {validUntil ? t('validUntil', { name, day: validUntil }) : name}
                  </span>
                ))}
              </span>
            </Row>
          ))}
        </RowList>
      )}
      <Addition key={crew.length} organiserId={organiserId} />
    </>
  );
}

function Addition({ organiserId }: { organiserId: string }) {
  const t = useTranslations('organise.crew');
  const [isSaved, setSaved] = useState(false);
  const create = useCreateOnce((body: Parameters<typeof addCrewMember>[1], key: string) =>
    addCrewMember(organiserId, body, key),
  );
  const { errors, isPending, formProps } = useChangeForm(
    organiserPath(organiserId),
    ['name', 'staffNumber', 'qualifications'],
    async (values) => {
      setSaved(false);
      const qualifications = readQualifications(textIn(values, 'qualifications'));
      if (!qualifications) return { fields: { qualifications: { code: 'qualifications_invalid' } }, form: [] };
      const [name, staffNumber] = [textIn(values, 'name').trim(), textIn(values, 'staffNumber').trim()];
      if (!name && !staffNumber) return { fields: { name: { code: 'crew_name_missing' } }, form: [] };
      return create({ name: name || null, staffNumber: staffNumber || null, qualifications });
    },
    () => setSaved(true),
  );
  const { fields } = errors;
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormErrors messages={errors.form} />
      {isSaved && <Notice role="status">{t('saved')}</Notice>}
      <div className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2">
        <Field name="name" label={t('name')} error={fields.name} maxLength={100} autoComplete="off" />
        <Field
          name="staffNumber"
          label={t('staffNumber')}
          error={fields.staffNumber}
          maxLength={100}
          autoComplete="off"
        />
      </div>
      <TextArea
        name="qualifications"
        label={t('qualifications')}
        hint={t('qualificationsHint')}
        error={fields.qualifications}
        rows={3}
      />
      <div>
        <Button type="submit" look="plain" isPending={isPending} pendingLabel={t('adding')}>
          {t('add')}
        </Button>
      </div>
    </form>
  );
}
