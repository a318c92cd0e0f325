'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { organiserPath } from '@/site/paths.ts';
import { Button } from '@/ui/button.tsx';
import { Field, Select } from '@/ui/field.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { Notice } from '@/ui/notice.tsx';
import { textIn } from '@/ui/use-form.ts';
import { removeMember, setMember } from './api/browser.ts';
import { type Organiser, roles } from './api/schemas.ts';
import { RowAction } from './row-action.tsx';
import { Row, RowList } from './row-list.tsx';
import { useChangeForm } from './use-change-form.ts';

const accountId = /^[\w-]{1,128}$/;

interface MemberListProps {
  organiser: Pick<Organiser, 'id' | 'members'>;
  userId: string;
  isOwner: boolean;
}

/** Who belongs to an organiser. Owners add and remove people. */
export function MemberList({ organiser, userId, isOwner }: MemberListProps) {
  const t = useTranslations('organise.members');
  return (
    <>
      <RowList>
        {organiser.members.map((member) => (
          <Row
            key={member.userId}
            action={
              isOwner && (
                <RowAction
                  path={organiserPath(organiser.id)}
                  label={t('remove')}
                  name={t('removeNamed', { role: t(`roles.${member.role}`), id: member.userId })}
                  act={() => removeMember(organiser.id, member.userId)}
                />
              )
            }
          >
            <span className="font-semibold">{t(`roles.${member.role}`)}</span>
            <span className="block text-sm text-muted">
              {member.userId === userId ? t('you', { id: member.userId }) : member.userId}
            </span>
          </Row>
        ))}
      </RowList>
      {isOwner && <Addition organiserId={organiser.id} />}
    </>
  );
}

function Addition({ organiserId }: { organiserId: string }) {
  const t = useTranslations('organise.members');
  const [isSaved, setSaved] = useState(false);
  const { errors, isPending, formProps } = useChangeForm(
    organiserPath(organiserId),
    ['userId', 'role'],
    async (values) => {
      setSaved(false);
      const userId = textIn(values, 'userId').trim();
      if (!accountId.test(userId)) return { fields: { userId: { code: 'user_id_invalid' } }, form: [] };
      const role = roles.find((each) => each === textIn(values, 'role')) ?? 'box_office';
      return setMember(organiserId, userId, role);
    },
    () => setSaved(true),
  );
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormErrors messages={errors.form} />
      {isSaved && <Notice role="status">{t('saved')}</Notice>}
      <div className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2">
        <Field
          name="userId"
          label={t('userId')}
          hint={t('userIdHint')}
          error={errors.fields.userId}
          autoComplete="off"
          required
        />
        <Select name="role" label={t('role')} hint={t('roleHint')} defaultValue="box_office" error={errors.fields.role}>
          {roles.map((role) => (
            <option key={role} value={role}>
              {t(`roles.${role}`)}
            </option>
          ))}
        </Select>
      </div>
      <div>
        <Button type="submit" look="plain" isPending={isPending} pendingLabel={t('adding')}>
          {t('add')}
        </Button>
      </div>
    </form>
  );
}
