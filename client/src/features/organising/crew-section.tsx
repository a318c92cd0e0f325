'use client';

import { useTranslations } from 'next-intl';
import { ownPerformancePath } from '@/site/paths.ts';
import { Button } from '@/ui/button.tsx';
import { Select } from '@/ui/field.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { Notice } from '@/ui/notice.tsx';
import { textIn } from '@/ui/use-form.ts';
import { assignCrew, unassignCrew } from './api/browser.ts';
import type { Crew, CrewMember } from './api/schemas.ts';
import { crewLabel } from './crew-text.ts';
import { RowAction } from './row-action.tsx';
import { Row, RowList } from './row-list.tsx';
import { useChangeForm } from './use-change-form.ts';

interface CrewSectionProps {
  performanceId: string;
  crew: Crew;
  /** Everybody whom the organiser can assign. */
  members: readonly CrewMember[];
  /** Buyers count on it. */
  isPublished: boolean;
}

/** Who works on a departure, who is missing, and a form that assigns somebody. */
export function CrewSection({ performanceId, crew: { needs, crew, missing }, members, isPublished }: CrewSectionProps) {
  const t = useTranslations('organise.crew');
  return (
    <section aria-labelledby="crew" className="flex max-w-3xl flex-col gap-4">
      <h2 id="crew" className="display text-2xl">
        {t('title')}
      </h2>
      {missing.length > 0 && (
        <Notice title={t(isPublished ? 'missingPublished' : 'missingTitle')} {...(isPublished && { role: 'alert' })}>
          <ul className="flex flex-col">
            {missing.map(({ role, count, qualification }) => (
              <li key={`${role}:${qualification}`}>
                {qualification ? t('missingQualified', { role, count, qualification }) : t('missing', { role, count })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {needs.length === 0 && <p className="text-muted">{t('noNeeds')}</p>}
      {needs.length > 0 && missing.length === 0 && <p>{t('complete')}</p>}
      {crew.length > 0 && (
        <RowList>
          {crew.map((person) => (
            <Row
              key={person.id}
              action={
                <RowAction
                  path={ownPerformancePath(performanceId)}
                  label={t('unassign')}
                  name={t('unassignNamed', { person: crewLabel(person) })}
                  act={() => unassignCrew(performanceId, person.id)}
                />
              }
            >
              <span dir="auto" className="font-semibold">
                {crewLabel(person)}
              </span>
              <span className="block text-sm text-muted">{person.role}</span>
              {person.problems.map((problem) => (
                <span key={problem} className="block text-sm font-semibold text-red">
                  {t(`problems.${problem}`)}
                </span>
              ))}
            </Row>
          ))}
        </RowList>
      )}
      {needs.length > 0 && members.length > 0 && (
        <Assignment performanceId={performanceId} members={members} roles={needs.map(({ role }) => role)} />
      )}
      {needs.length > 0 && members.length === 0 && <p className="text-muted">{t('nobody')}</p>}
    </section>
  );
}

interface AssignmentProps {
  performanceId: string;
  members: readonly CrewMember[];
  roles: readonly string[];
}

function Assignment({ performanceId, members, roles }: AssignmentProps) {
  const t = useTranslations('organise.crew');
  const { errors, isPending, formProps } = useChangeForm(ownPerformancePath(performanceId), ['role'], (values) =>
    assignCrew(performanceId, textIn(values, 'crewId'), textIn(values, 'role')),
  );
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormErrors messages={errors.form} />
      <div className="grid grid-cols-1 items-end gap-4 sm:grid-cols-[1fr_12rem_auto]">
        <Select name="crewId" label={t('person')}>
          {members.map((member) => (
            <option key={member.id} value={member.id}>
              {crewLabel(member)}
            </option>
          ))}
        </Select>
        <Select name="role" label={t('role')} error={errors.fields.role}>
          {roles.map((role) => (
            <option key={role} value={role}>
              {role}
            </option>
          ))}
        </Select>
        <Button type="submit" look="plain" isPending={isPending} pendingLabel={t('assigning')}>
          {t('assign')}
        </Button>
      </div>
    </form>
  );
}
