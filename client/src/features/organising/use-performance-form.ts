import { useRouter } from 'next/navigation';
import { useLocale } from 'next-intl';
import { useState } from 'react';
import type { ApiAnswer } from '@/api/call-api.ts';
import { type FormFaults, isRefusedWith, type Problem } from '@/api/problem.ts';
import { useCreateOnce } from '@/api/use-create-once.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { zoneOf } from '@/format/event-zone.ts';
import { editPerformancePath, newPerformancePath, ownPerformancePath } from '@/site/paths.ts';
import { useForm } from '@/ui/use-form.ts';
import { draftPerformance, editPerformance } from './api/browser.ts';
import type { Performance, PerformanceBody, PerformanceWithSeats, Venue } from './api/schemas.ts';
import { findExactPlace } from './find-place.ts';
import { isPerformanceDraft, keptName } from './kept-drafts.ts';
import {
  blankPerformance,
  changeOf,
  type DraftContext,
  type FormPlace,
  fieldNamed,
  type PerformanceDraft,
  performanceDraftOf,
  performanceFields,
  priceFieldOf,
  pricesFor,
  toPerformance,
} from './performance-draft.ts';
import { categoryIdsOf } from './preview-hall.ts';
import { hasSessionEnded, toNamedFaults } from './refusal.ts';
import { useKept } from './use-kept.ts';
import { useVenueSections } from './use-venue-sections.ts';

/** A performance being edited, as it was read. */
export interface EditedPerformance {
  performance: PerformanceWithSeats;
  etag: string;
}

export interface PerformanceFormProps {
  userId: string;
  organiserId: string;
  venues: readonly Pick<Venue, 'id' | 'name' | 'place' | 'seatMapVersion'>[];
  /** Without it, a draft is made. */
  edited?: EditedPerformance;
}

type Faults = FormFaults<string>;
const noFaults: Faults = { fields: {}, form: [] };

/** Returns the places of a departure; unchanged names are not looked up. */
async function placesOf(draft: PerformanceDraft, edited: PerformanceWithSeats | undefined) {
  const find = (typed: string, known: (FormPlace & { name: string }) | null | undefined) =>
    known?.name === typed ? Promise.resolve(known) : findExactPlace(typed);
  if (draft.kind !== 'departure') return { origin: null, destination: null };
  const [origin, destination] = await Promise.all([
    find(draft.origin, edited?.origin),
    find(draft.destination, edited?.destination),
  ]);
  return origin === undefined || destination === undefined ? null : { origin, destination };
}

const keptNameOf = ({ userId, organiserId, edited }: Omit<PerformanceFormProps, 'venues'>): string =>
  keptName(userId, 'performance', edited?.performance.id ?? organiserId, edited?.etag ?? '');

/** What is typed of a performance, what is sent, and what a refusal leads to. */
export function usePerformanceForm({ userId, organiserId, venues, edited }: PerformanceFormProps) {
  const router = useRouter();
  const locale = useLocale();
  const performance = edited?.performance;
  const isPublished = performance !== undefined && performance.status !== 'draft';
  const [initial] = useState(() =>
    performance
      ? performanceDraftOf(performance, locale)
      : blankPerformance(venues.length === 1 ? (venues[0]?.id ?? '') : ''),
  );
  const kept = useKept(keptNameOf({ userId, organiserId, edited }), initial, isPerformanceDraft);
  const { draft } = kept;
  const seats = useVenueSections(
    draft.venueId,
    performance ? { venueId: performance.venue.id, seatMap: performance.seatMap } : null,
  );
  const prices = seats.state === 'known' ? pricesFor(categoryIdsOf(seats.sections), draft.prices) : draft.prices;
  const venueZone = venues.find(({ id }) => id === draft.venueId)?.place.timeZone ?? performance?.timeZone ?? null;
  const create = useCreateOnce(draftPerformance);

  const form = useForm<string>(async () => {
    const places = await placesOf(draft, performance);
    if (!places) return { ...noFaults, form: [{ code: 'unreachable' }] };
    const context: DraftContext = { locale, timeZone: zoneOf({ timeZone: venueZone }), ...places, isPublished };
    const checked = toPerformance({ ...draft, prices }, context);
    if (!checked.ok) return { fields: checked.faults, form: [] };
    const answer = await save(checked.body, context);
    if (answer && !answer.ok) return onRefused(answer.problem, checked.body);
    const id = answer?.value.id ?? performance?.id ?? '';
    kept.forget();
    router.push(ownPerformancePath(id));
    router.refresh();
    return null;
  });

  /** @returns null when nothing was changed */
  async function save(
    body: Omit<PerformanceBody, 'organiserId'>,
    context: DraftContext,
  ): Promise<ApiAnswer<Performance> | null> {
    if (!edited) return create({ organiserId, ...body });
    const { origin, destination } = edited.performance;
    const before = toPerformance(initial, {
      ...context,
      timeZone: zoneOf(edited.performance),
      origin,
      destination,
      isPublished: false,
    });
    const change = before.ok ? changeOf(before.body, body) : body;
    return change && editPerformance(edited.performance.id, edited.etag, change);
  }

  function onRefused(problem: Problem, body: Omit<PerformanceBody, 'organiserId'>): Faults | null {
    if (hasSessionEnded(problem)) {
      router.push(
        signInPath(performance ? editPerformancePath(performance.id) : newPerformancePath(organiserId), 'expired'),
      );
      return null;
    }
    if (edited && isRefusedWith(problem, 409)) return { ...noFaults, form: [{ code: 'performance_stale' }] };
    const names = [
      ...performanceFields,
      ...prices.flatMap(({ id }) => [priceFieldOf(id, 'name'), priceFieldOf(id, 'price')]),
    ];
    return toNamedFaults(problem, names, (field) => fieldNamed(field, body.categories ?? []));
  }

  return { ...form, ...kept, isPublished, seats, prices, venueZone };
}
