'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { editTicket, listTicket } from '../lib/api/browser.ts';
import { isRefusedWith, toFormErrors } from '../lib/api/problem.ts';
import type { Ticket } from '../lib/api/schemas.ts';
import { parsePrice } from '../lib/money.ts';
import { signInPath } from '../lib/safe-next-path.ts';
import { Button, ButtonLink } from './button.tsx';
import { Field } from './field.tsx';
import { FormErrors } from './form-errors.tsx';
import { Price } from './price.tsx';
import { Stub } from './stub.tsx';
import { textIn, useForm } from './use-form.ts';

const FIELDS = ['title', 'price'] as const;
type FieldName = (typeof FIELDS)[number];

const STALE = 'This listing was changed elsewhere in the meantime. Reload the page to see it, then edit again.';

/** Lists a ticket, or edits `ticket`. The preview shows the listing as buyers will see it. */
export function TicketForm({ ticket }: { ticket?: Ticket }) {
  const router = useRouter();
  const [typed, setTyped] = useState({ title: ticket?.title ?? '', price: ticket?.price.toFixed(2) ?? '' });

  const { errors, isPending, formProps } = useForm<FieldName>(async (values) => {
    const title = textIn(values, 'title').trim();
    const price = parsePrice(textIn(values, 'price'));
    if (title === '' || !price.ok) {
      const fields = {
        ...(title === '' ? { title: 'Title is required' } : {}),
        ...(price.ok ? {} : { price: price.message }),
      };
      return { fields, form: [] };
    }
    const listing = { title, price: price.price };
    const answer = await (ticket ? editTicket(ticket.id, ticket.version, listing) : listTicket(listing));
    if (answer.ok) {
      router.push(`/tickets/${answer.value.id}`);
      router.refresh();
      return null;
    }
    if (isRefusedWith(answer.problem, 401)) {
      router.push(signInPath(ticket ? `/tickets/${ticket.id}/edit` : '/tickets/new', 'expired'));
      return null;
    }
    if (isRefusedWith(answer.problem, 409)) return { fields: {}, form: [STALE] };
    return toFormErrors(answer.problem, FIELDS);
  });

  const remember = ({ currentTarget }: FormEvent<HTMLFormElement>) => {
    const values = new FormData(currentTarget);
    setTyped({ title: textIn(values, 'title'), price: textIn(values, 'price') });
  };

  return (
    <div className="grid grid-cols-1 gap-10 lg:grid-cols-2 lg:gap-16">
      <form {...formProps} onInput={remember} className="flex flex-col gap-6">
        <FormErrors messages={errors.form} />
        <Field
          name="title"
          label="Title"
          maxLength={200}
          required
          defaultValue={ticket?.title}
          hint="What it is, where and when"
          error={errors.fields.title}
        />
        <Field
          name="price"
          label="Price in US dollars"
          inputMode="decimal"
          autoComplete="off"
          required
          defaultValue={ticket?.price.toFixed(2)}
          hint="For example 45 or 19.99"
          error={errors.fields.price}
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" isPending={isPending} pendingLabel={ticket ? 'Saving…' : 'Listing…'}>
            {ticket ? 'Save changes' : 'List this ticket'}
          </Button>
          {ticket && (
            <ButtonLink look="plain" href={`/tickets/${ticket.id}`}>
              Cancel
            </ButtonLink>
          )}
        </div>
      </form>
      <Preview seed={ticket?.id ?? 'preview'} {...typed} />
    </div>
  );
}

function Preview({ seed, title, price }: { seed: string; title: string; price: string }) {
  const parsed = parsePrice(price);
  return (
    <section aria-label="Preview" className="flex flex-col gap-3">
      <p className="text-sm text-muted">How buyers will see it</p>
      <Stub
        seed={seed}
        title={title.trim() || 'Your ticket'}
        tear={<Price price={parsed.ok ? Number(parsed.price) : 0} currency="USD" />}
      />
    </section>
  );
}
