import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { ApiAnswer } from '@/api/call-api.ts';
import { type FormFaults, isSignedOut } from '@/api/problem.ts';
import { useCreateOnce } from '@/api/use-create-once.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { isVisible } from '@/format/visible.ts';
import { newVenuePath, venuePath } from '@/site/paths.ts';
import { useForm } from '@/ui/use-form.ts';
import { createVenue, replaceSeatMap } from './api/browser.ts';
import type { GivenSection, SeatMap, VenueBody } from './api/schemas.ts';
import { findExactPlace } from './find-place.ts';
import { isVenueDraft, keptName, type VenueDraft } from './kept-drafts.ts';
import { mapDraftOf } from './map-draft-of.ts';
import { hasSessionEnded, toNamedFaults } from './refusal.ts';
import { fieldNamed, fieldNamesOf, type ReadMap, sectionsOf } from './sections-of.ts';
import { useKept } from './use-kept.ts';

export interface EditedVenue {
  id: string;
  seatMap: SeatMap | null;
}

interface VenueFormOptions {
  userId: string;
  organiserId: string;
  venue: EditedVenue | undefined;
  /** Where a saved venue leads. */
  backPath: string;
}

type Faults = FormFaults<string>;

/** Returns the body of a new venue, or its faults: of its own fields and of the map. */
async function toVenue(draft: VenueDraft, organiserId: string, map: ReadMap): Promise<VenueBody | Faults> {
  const place = await findExactPlace(draft.place);
  const fields: Faults['fields'] = {
    ...(!isVisible(draft.name) && { name: { code: 'name_missing' } }),
    ...(place === null && { place: { code: 'place_unknown' } }),
    ...map.faults,
  };
  if (place === undefined) return { fields, form: [{ code: 'unreachable' }] };
  if (!place || Object.keys(fields).length > 0 || map.form.length > 0) return { fields, form: map.form };
  return { organiserId, name: draft.name.trim(), placeId: place.id, seatMap: { sections: map.sections } };
}

const isFaults = (given: VenueBody | Faults): given is Faults => 'fields' in given;

/** What is typed of a venue, what is sent, and what a refusal leads to. */
export function useVenueForm({ userId, organiserId, venue, backPath }: VenueFormOptions) {
  const router = useRouter();
  const [initial] = useState<VenueDraft>(() => ({ name: '', place: '', map: mapDraftOf(venue?.seatMap ?? null) }));
  const name = keptName(userId, 'venue', venue?.id ?? organiserId, String(venue?.seatMap?.version ?? ''));
  const kept = useKept(name, initial, isVenueDraft);
  const { draft } = kept;
  const create = useCreateOnce(createVenue);

  const refusedWith = ({ problem }: Extract<ApiAnswer<unknown>, { ok: false }>): Faults | null => {
    if (isSignedOut(problem) && hasSessionEnded(problem)) {
      router.push(signInPath(venue ? venuePath(venue.id) : newVenuePath(organiserId), 'expired'));
      return null;
    }
    const names = ['name', 'place', ...fieldNamesOf(draft.map)];
    return toNamedFaults(problem, names, (field) => (field === 'placeId' ? 'place' : fieldNamed(draft.map, field)));
  };
  const sendMap = async (id: string, map: ReadMap): Promise<Faults | ApiAnswer<unknown>> =>
    Object.keys(map.faults).length > 0 || map.form.length > 0
      ? { fields: map.faults, form: map.form }
      : replaceSeatMap(id, map.sections as GivenSection[]);
  const sendVenue = async (map: ReadMap): Promise<Faults | ApiAnswer<unknown>> => {
    const body = await toVenue(draft, organiserId, map);
    return isFaults(body) ? body : create(body);
  };

  const form = useForm<string>(async () => {
    const map = sectionsOf(draft.map);
    const answer = await (venue ? sendMap(venue.id, map) : sendVenue(map));
    if ('fields' in answer) return answer;
    if (!answer.ok) return refusedWith(answer);
    kept.forget();
    router.push(backPath);
    router.refresh();
    return null;
  });
  return { ...form, ...kept };
}
