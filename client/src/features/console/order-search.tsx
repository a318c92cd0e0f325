'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/ui/button.tsx';
import { Field } from '@/ui/field.tsx';
import { orderIdIn, ordersPath, orderViewPath } from './logic/order-id.ts';

/** Opens an order by its id. Works without script: the page of the search then leads on. @param typed what was no id */
export function OrderSearch({ typed = '' }: { typed?: string }) {
  const t = useTranslations('ops.order');
  const router = useRouter();
  const [isWrong, setWrong] = useState(typed !== '');
  const open = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const orderId = orderIdIn(new FormData(event.currentTarget).get('id'));
    setWrong(orderId === null);
    if (orderId) router.push(orderViewPath(orderId));
  };
  return (
    <search aria-label={t('search')}>
      <form
        action={ordersPath}
        method="get"
        onSubmit={open}
        className="flex flex-wrap items-end gap-x-4 gap-y-3 rounded-card border border-line bg-card px-4 py-4"
      >
        <div className="min-w-full grow sm:min-w-72">
          <Field
            name="id"
            type="search"
            label={t('id')}
            defaultValue={typed}
            placeholder="0192c9a4-5b0e-7c1d-9f3a-2e6d8b7a4c10"
            {...(isWrong && { error: t('notAnId') })}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            required
          />
        </div>
        <Button type="submit" worksWithoutScript>
          {t('open')}
        </Button>
      </form>
    </search>
  );
}
