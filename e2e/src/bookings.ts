import type { BookedOrder, BookingBody, Person } from './person.ts';
import { until } from './purchase.ts';

/** A booking that has its places. */
export type BookedParty = BookingBody & { order: BookedOrder };

export const readBooking = (buyer: Person, id: string): Promise<BookingBody> =>
  buyer.expect<BookingBody>(200, 'GET', `/api/bookings/${id}`);

export const bookingBecomes = (buyer: Person, id: string, status: string): Promise<BookedParty> =>
  until(
    () => readBooking(buyer, id) as Promise<BookedParty>,
    (booking) => booking.status === status,
    20_000,
  );

/** Books seats for a party, the best ones by default, and waits until it has them. @throws when it is refused */
export async function bookParty(
  buyer: Person,
  performanceId: string,
  {
    quantity = 2,
    seats,
    passengers,
  }: { quantity?: number; seats?: readonly string[]; passengers?: readonly string[] } = {},
): Promise<BookedParty> {
  const { status, body } = await buyer.request<BookingBody>('POST', '/api/bookings', {
    performanceId,
    ...(seats ? { seats } : { bestAvailable: { quantity } }),
    ...(passengers && { passengers: passengers.map((name) => ({ name })) }),
  });
  // 202: the places are still being reserved.
  if (status !== 201 && status !== 202) throw new Error(`the booking answered ${status}: ${JSON.stringify(body)}`);
  return bookingBecomes(buyer, body.id, 'awaiting_payment');
}

/** Pays a booking, and waits for its tickets. */
export async function payBooking(buyer: Person, { id, order }: BookedParty): Promise<BookedParty> {
  await buyer.expect(201, 'POST', '/api/payments', { orderId: order.id, token: 'tok_visa' });
  return bookingBecomes(buyer, id, 'complete');
}
