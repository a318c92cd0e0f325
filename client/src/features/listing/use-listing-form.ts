import { useRouter } from 'next/navigation';
import { useLocale } from 'next-intl';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { editTicket, listTicket, readTicket } from '@/api/browser.ts';
import { type FormFaults, isRefusedWith, isSignedOut, type Problem, toFormFaults } from '@/api/problem.ts';
import { randomHex } from '@/api/random-hex.ts';
import type { Ticket } from '@/api/schemas.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { useForm } from '@/ui/use-form.ts';
import { keptNameOf } from './kept-form.ts';
import { changeOf, type Draft, draftFields, draftOf, toListing } from './listing-draft.ts';
import { type EditAnswer, submitEdit, submitNew } from './submit-listing.ts';
import { useKeptDraft } from './use-kept-draft.ts';
import { usePicture } from './use-picture.ts';

const fieldNames = [...draftFields, 'picture'] as const;
export type FieldName = (typeof fieldNames)[number];

const api = { listTicket, editTicket, readTicket };

/** The listing is saved; only its picture is missing, which the form says and can send again. */
const savedWithoutPicture = ({ fields, form: [reason, ...rest] }: FormFaults<FieldName>): FormFaults<FieldName> => ({
  fields: { ...fields, ...(reason && { picture: reason }) },
  form: [{ code: 'saved_without_picture' }, ...rest],
});

/** Lists a ticket or edits `ticket`: what is typed, what is sent, and what a refusal leads to. */
export function useListingForm(ticket: Ticket | undefined, userId: string) {
  const router = useRouter();
  const locale = useLocale();
  const name = keptNameOf(userId, ticket?.id);
  const kept = useKeptDraft(ticket, name);
  const { draft } = kept;
  /** The edited listing: as last read, or as saved when only its picture failed. */
  const [base, setBase] = useState(ticket);
  const [theirs, setTheirs] = useState<Ticket | null>(null);
  const picture = usePicture(base?.pictureUrl ?? null, name);

  const form = useForm<FieldName>(async () => {
    if (picture.fault) return { fields: { picture: picture.fault }, form: [] };
    const checked = base ? changeOf(base, draft, locale) : toListing(draft, locale);
    if (!checked.ok) return { fields: checked.faults, form: [] };
    const saved = await save(checked);
    if ('conflict' in saved) {
      setTheirs(saved.conflict);
      return { fields: {}, form: [] };
    }
    if (!saved.ok) return onRefused(saved.problem, base?.id);
    setBase(saved.value);
    kept.forget(draftOf(saved.value, locale));
    const pictured = await picture.save(saved.value);
    if (pictured && !pictured.ok) {
      picture.moveTo(keptNameOf(userId, saved.value.id));
      const faults = onRefused(pictured.problem, saved.value.id);
      return faults && savedWithoutPicture(faults);
    }
    picture.forget();
    router.push(`/tickets/${saved.value.id}`);
    router.refresh();
    return null;
  });

  function save(checked: ReturnType<typeof changeOf> | ReturnType<typeof toListing>): Promise<EditAnswer> {
    if ('listing' in checked) {
      const [open, newKey] = [kept.open.current, randomHex(16)];
      return submitNew(api, checked.listing, { open, newKey, keep: kept.keepOpen, onListed: setBase });
    }
    if (base && 'change' in checked && checked.change) return submitEdit(api, base, checked.change);
    return Promise.resolve({ ok: true, value: base as Ticket, status: 200, headers: new Headers() });
  }

  function onRefused(problem: Problem, ticketId: string | undefined): FormFaults<FieldName> | null {
    if (isSignedOut(problem)) {
      router.push(signInPath(ticketId ? `/tickets/${ticketId}/edit` : '/tickets/new', 'expired'));
      return null;
    }
    // A reservation has locked the listing; the refreshed page shows that.
    if (isRefusedWith(problem, 400)) router.refresh();
    return toFormFaults(problem, fieldNames);
  }

  const settle = (next: Draft) => {
    // The form must be based on the current listing before it is submitted again.
    flushSync(() => {
      setBase(theirs ?? base);
      kept.change(next);
      setTheirs(null);
    });
  };

  return {
    ...form,
    ...{ base, draft, theirs, picture },
    isDirty: kept.isDirty || picture.isChosen,
    isRestored: kept.isRestored,
    change: kept.change,
    discard: () => {
      kept.forget();
      picture.forget();
    },
    keepMine() {
      settle(draft);
      form.formProps.ref.current?.requestSubmit();
    },
    takeTheirs: () => theirs && settle(draftOf(theirs, locale)),
  };
}
