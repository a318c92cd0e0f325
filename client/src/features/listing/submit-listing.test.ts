import { describe, expect, it } from '@jest/globals';
import type { ApiAnswer } from '@/api/call-api.ts';
import type { Listing, ListingChange } from '@/api/requests.ts';
import type { Ticket } from '@/api/schemas.ts';
import { ticketWith } from './listing-fixture.ts';
import { type ListingApi, type OpenAttempt, submitEdit, submitNew } from './submit-listing.ts';

const listing: Listing = {
  ...{ title: 'Opera', price: '45', category: 'concert', startsAt: null, saleEndsAt: null, timeZone: null },
  ...{ venue: null, city: null, from: null, to: null, description: null },
};
const answered = (value: Ticket): ApiAnswer<Ticket> => ({ ok: true, value, status: 200, headers: new Headers() });
const lost: ApiAnswer<Ticket> = { ok: false, problem: { kind: 'unreachable' } };
const refused = (status: number, code: string): ApiAnswer<Ticket> => ({
  ok: false,
  problem: { kind: 'refused', status, errors: [{ message: code, code }] },
});

/** A service that keeps idempotency keys and versions; `answers` replaces what reaches the client. */
function givenService(answers: (ApiAnswer<Ticket> | null)[] = []) {
  const byKey = new Map<string, { body: string; ticket: Ticket }>();
  const calls: string[] = [];
  let current = ticketWith({ version: 3 });
  const deliver = (answer: ApiAnswer<Ticket>) => answers.shift() ?? answer;
  const api: ListingApi = {
    async listTicket(sent, key) {
      calls.push(`list ${key}`);
      const known = byKey.get(key);
      if (known && known.body !== JSON.stringify(sent)) return deliver(refused(409, 'idempotency_key_reused'));
      const ticket =
        known?.ticket ?? ticketWith({ ...sent, price: Number(sent.price), id: `t${byKey.size}`, version: 0 });
      byKey.set(key, { body: JSON.stringify(sent), ticket });
      return deliver(answered(ticket));
    },
    async editTicket(_id, version, change: ListingChange) {
      calls.push(`edit ${version} ${Object.keys(change).sort()}`);
      if (version !== current.version && version !== 0) return deliver(refused(409, 'stale_version'));
      current = { ...current, ...change, price: Number(change.price), version: current.version + 1 };
      return deliver(answered(current));
    },
    readTicket: async () => answered(current),
  };
  return { api, calls, listings: byKey, change: (given: Partial<Ticket>) => (current = { ...current, ...given }) };
}

/** The browser's tab: its form, over several presses of the button. */
function givenForm(api: ListingApi) {
  let open: OpenAttempt | null = null;
  let keys = 0;
  const found: string[] = [];
  const press = (wanted = listing) =>
    submitNew(api, wanted, {
      // As read from the session storage after a reload.
      open: open && (JSON.parse(JSON.stringify(open)) as OpenAttempt),
      newKey: `key${keys++}`,
      onListed: ({ id }) => found.push(id),
      keep: (attempt) => {
        open = attempt;
      },
    });
  return { press, found, open: () => open };
}

describe('a new listing', () => {
  it('is listed once although the first answer was lost', async () => {
    const { api, listings } = givenService([lost]);
    const form = givenForm(api);
    expect(await form.press()).toEqual(lost);
    expect(await form.press()).toMatchObject({ ok: true, value: { id: 't0' } });
    expect([listings.size, form.open()]).toEqual([1, null]);
  });

  it.each([
    ['503', refused(503, 'upstream_unavailable')],
    ['an unreadable answer', { ok: false, problem: { kind: 'unreadable', status: 201 } } as const],
    ['the first request still in progress', refused(409, 'idempotency_in_progress')],
  ])('keeps its key after %s', async (_name, answer) => {
    const { api, calls } = givenService([answer]);
    const form = givenForm(api);
    await form.press();
    await form.press();
    expect(calls).toEqual(['list key0', 'list key0']);
  });

  it('that was changed after a lost answer becomes an edit of the first', async () => {
    const { api, calls, listings } = givenService([lost]);
    const form = givenForm(api);
    await form.press();
    expect(await form.press({ ...listing, price: '50', venue: 'Arena' })).toMatchObject({ ok: true });
    expect(calls).toEqual(['list key0', 'list key0', 'edit 0 price,title,venue']);
    expect([listings.size, form.found]).toEqual([1, ['t0']]);
  });

  it('gets a new key after a refusal, which the old key would repeat', async () => {
    const { api, calls } = givenService([refused(400, 'start_in_past')]);
    const form = givenForm(api);
    await form.press();
    await form.press();
    expect(calls).toEqual(['list key0', 'list key1']);
  });
});

describe('an edit', () => {
  const base = ticketWith({ version: 3 });
  const change = { title: 'Renamed', price: '69.5' };

  it('whose answer was lost succeeds when it is sent again', async () => {
    const { api } = givenService([lost]);
    expect(await submitEdit(api, base, change)).toEqual(lost);
    expect(await submitEdit(api, base, change)).toMatchObject({ ok: true, value: { title: 'Renamed', version: 4 } });
  });

  it('of a listing that differs from what was sent is a conflict', async () => {
    const service = givenService();
    service.change({ version: 4, title: 'Theirs' });
    expect(await submitEdit(service.api, base, change)).toMatchObject({ ok: false, conflict: { title: 'Theirs' } });
  });
});
