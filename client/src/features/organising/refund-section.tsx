'use client';

import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useCreateOnce } from '@/api/use-create-once.ts';
import type { HallSection } from '@/features/events/hall.ts';
import { ConfirmedAction } from '@/ui/confirmed-action.tsx';
import { Field, Select } from '@/ui/field.tsx';
import { Table, Td, Th } from '@/ui/table.tsx';
import { useFaultWords } from '@/ui/use-fault-words.ts';
import { requestRefund } from './api/browser.ts';
import type { Refund, RefundBody } from './api/schemas.ts';
import { type RefundDraft, toRefundBody } from './refund-draft.ts';

interface RefundSectionProps {
  performanceId: string;
  sections: readonly Pick<HallSection, 'id' | 'name' | 'standing'>[];
  refunds: readonly Refund[];
}

/** Refunds a paid order, or some of its places, and shows what was decided about earlier requests. */
export function RefundSection({ performanceId, sections, refunds }: RefundSectionProps) {
  const t = useTranslations('organise.refunds');
  const router = useRouter();
  const [asked, setAsked] = useState(0);
  return (
    <section aria-labelledby="refunds" className="flex flex-col gap-4">
      <h2 id="refunds" className="display text-2xl">
        {t('title')}
      </h2>
      <p className="max-w-2xl text-muted">{t('text')}</p>
      <p role="status" className="font-semibold">
        {asked > 0 && t('asked')}
      </p>
      <RefundForm
        key={asked}
        {...{ performanceId, sections }}
        onAsked={() => {
          setAsked(asked + 1);
          router.refresh();
        }}
      />
      {refunds.length > 0 && <RefundTable refunds={refunds} />}
    </section>
  );
}

const empty: RefundDraft = { orderId: '', sectionId: '', places: '', reason: '' };

function RefundForm({
  performanceId,
  sections,
  onAsked,
}: Omit<RefundSectionProps, 'refunds'> & { onAsked: () => void }) {
  const t = useTranslations('organise.refunds');
  const [draft, setDraft] = useState(empty);
  const send = useCreateOnce((body: RefundBody, key) => requestRefund(performanceId, body, key));
  const section = sections.find(({ id }) => id === draft.sectionId);
  const field = (name: keyof RefundDraft) => ({
    ...{ name: `refund-${name}`, value: draft[name], label: t(name) },
    onChange: ({ target }: { target: { value: string } }) => setDraft({ ...draft, [name]: target.value }),
  });
  return (
    <div className="flex max-w-xl flex-col gap-4">
      <Field {...field('orderId')} hint={t('orderIdHint')} autoComplete="off" spellCheck={false} />
      <Select {...field('sectionId')}>
        <option value="">{t('whole')}</option>
        {sections.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      {section && (
        <Field
          {...field('places')}
          label={t(section.standing ? 'quantity' : 'places')}
          hint={section.standing ? undefined : t('placesHint')}
          inputMode={section.standing ? 'numeric' : 'text'}
        />
      )}
      <Field {...field('reason')} hint={t('reasonHint')} maxLength={500} />
      <div>
        <ConfirmedAction
          label={t('action')}
          question={t(section ? 'questionPart' : 'questionWhole')}
          text={t('confirmText')}
          yes={t('yes')}
          working={t('working')}
          no={t('no')}
          act={() => send(toRefundBody(draft, section ?? null))}
          onDone={onAsked}
        />
      </div>
    </div>
  );
}

function RefundTable({ refunds }: { refunds: readonly Refund[] }) {
  const t = useTranslations('organise.refunds');
  const words = useFaultWords();
  const format = useFormatter();
  const placesOf = ({ whole, seats, standing }: Refund) => {
    if (whole) return t('whole');
    return standing ? t('standingPlaces', { count: standing.quantity, section: standing.sectionId }) : seats.join(', ');
  };
  return (
    <Table
      label={t('table')}
      head={
        <>
          <Th>{t('requestedAt')}</Th>
          <Th>{t('orderId')}</Th>
          <Th>{t('what')}</Th>
          <Th isNumber>{t('amount')}</Th>
          <Th isWide>{t('state')}</Th>
        </>
      }
    >
      {refunds.map((refund) => (
        <tr key={refund.id}>
          <Td>{format.dateTime(new Date(refund.requestedAt), 'moment')}</Td>
          <Td>{refund.orderId}</Td>
          <Td>{placesOf(refund)}</Td>
          <Td isNumber>
            {refund.amount > 0 ? format.number(refund.amount, { style: 'currency', currency: refund.currency }) : ''}
          </Td>
          <Td>
            {t(`states.${refund.status}`)}
            {refund.code && `: ${words({ code: `refund_${refund.code}`, message: refund.code })}`}
          </Td>
        </tr>
      ))}
    </Table>
  );
}
