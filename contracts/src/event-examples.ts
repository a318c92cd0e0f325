import type { EventByTopic } from './generated/events.ts';

const buyer = '6650f1c2a4b3d2e1f0a9b8c7';
const seller = '6650f0aa17c4d5e6f7a8b9c0';
const ticketId = '6650f1a0c3d2e1f0a9b8c7d6';
const orderId = '0197f3a2-5c1e-7b44-9d0a-3f6e2c8b1a57';
const paymentId = '6650f2b3e4d5c6b7a8f9e0d1';
const ticket = { id: ticketId, title: 'Berlin Philharmonic, row 4', price: 4_900, currency: 'USD' };
/** The beginning of a JWE: header, no key, initialization vector … */
const sealed =
  'eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTI1NkdDTSJ9..48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4.XFBoMYUZ';
const startsAt = Date.UTC(2027, 4, 1, 17, 30);
const performanceId = '6650f1b7d4e5f6a7b8c9d0e1';
const seats = { performanceId, ticketId: null, sectionId: 'stalls', kind: 'seat' };
const party = [
  { ...seats, seatId: 'stalls:C:11' },
  { ...seats, seatId: 'stalls:C:12' },
];

const refundId = '0197f3b4-1d2e-7f3a-9b4c-5d6e7f8a9b0c';
const sagaId = '0197f3a1-9c0d-7e21-8b4f-5a6c7d8e9f01';
const commandOf = (step: string) => ({ sagaId, correlationId: `${sagaId}:${step}:1` });

const questionOf = (step: string) => ({ ...commandOf(step), performanceId });
const answerOf = (step: string, outcome: string) => ({ ...commandOf(step), outcome });

/** A sample of each event, as the event catalogue shows it. Together they are the story of one purchase. */
export const eventExamples: { readonly [T in keyof EventByTopic]: EventByTopic[T] } = {
  'auth.user.created.v1': { id: buyer, version: 0 },
  'auth.user.deleted.v1': { id: buyer, deletedAt: Date.UTC(2027, 5, 1, 9) },
  'auth.contact.changed.v1': { id: buyer, sealedContact: sealed, version: 0 },
  'auth.mail.requested.v1': {
    id: '0197f39f-0b2d-7a11-b5c4-6d7e8f9a0b1c',
    userId: buyer,
    kind: 'email_verification',
    sealedMail: sealed,
    expiresAt: Date.UTC(2027, 2, 2, 12),
  },
  'auth.session.revoked.v1': { sid: '0197f3a0-11aa-7c3d-8e4f-5a6b7c8d9e0f', expiresAt: Date.UTC(2027, 2, 1, 12, 10) },
  'tickets.ticket.created.v1': {
    ...ticket,
    userId: seller,
    version: 0,
    status: 'available',
    isWithdrawn: false,
    startsAt,
    saleEndsAt: null,
  },
  'tickets.ticket.updated.v1': {
    ...ticket,
    userId: seller,
    version: 1,
    status: 'reserved',
    orderId,
    isWithdrawn: false,
    startsAt,
    saleEndsAt: null,
  },
  'catalog.performance.published.v1': {
    id: performanceId,
    organiserId: '6650f0c3b2a1d0e9f8a7b6c5',
    kind: 'performance',
    title: 'An evening of string quartets',
    startsAt,
    timeZone: 'Europe/Berlin',
    saleStartsAt: null,
    saleEndsAt: null,
    currency: 'USD',
    maxParty: 8,
    categories: [{ id: 'a', name: 'Category A', price: 4_900 }],
    sections: [
      {
        id: 'stalls',
        name: 'Stalls',
        rows: [
          {
            label: 'C',
            categoryId: 'a',
            seats: [
              { number: '11', x: 1, isAccessible: false, hasRestrictedView: false },
              { number: '12', x: 2, isAccessible: false, hasRestrictedView: false },
            ],
          },
        ],
        standing: null,
      },
    ],
    heldBack: [],
    version: 0,
  },
  'catalog.performance.updated.v1': {
    id: performanceId,
    title: 'An evening of string quartets',
    startsAt,
    saleStartsAt: null,
    saleEndsAt: null,
    status: 'closed',
    categories: [{ id: 'a', name: 'Category A', price: 4_900 }],
    cancelledBy: null,
    version: 1,
  },
  'orders.order.created.v1': {
    id: orderId,
    status: 'created',
    userId: buyer,
    expiresAt: Date.UTC(2027, 2, 1, 12, 15),
    ticket,
    reservation: 1,
    isPublishedAsV2: true,
    version: 0,
  },
  'orders.order.cancelled.v1': {
    id: orderId,
    ticket: { id: ticketId },
    reservation: 1,
    isPublishedAsV2: true,
    reason: 'expired',
    version: 1,
  },
  'orders.order.completed.v1': {
    id: orderId,
    ticket: { id: ticketId },
    reservation: 1,
    isPublishedAsV2: true,
    paymentId,
    version: 1,
  },
  'orders.order.created.v2': {
    id: orderId,
    status: 'created',
    userId: buyer,
    expiresAt: Date.UTC(2027, 2, 1, 12, 15),
    title: 'An evening of string quartets',
    items: [
      { ...seats, seatId: 'stalls:C:11', label: 'Stalls, row C, seat 11', price: 4_900 },
      { ...seats, seatId: 'stalls:C:12', label: 'Stalls, row C, seat 12', price: 4_900 },
    ],
    total: 9_800,
    currency: 'USD',
    reservation: null,
    isOffer: false,
    version: 0,
  },
  'orders.order.cancelled.v2': { id: orderId, items: party, reservation: null, reason: 'expired', version: 1 },
  'orders.order.completed.v2': { id: orderId, items: party, reservation: null, paymentId, version: 1 },
  'orders.order.reduced.v2': {
    id: orderId,
    items: party.slice(1).map(({ ticketId: _, ...place }) => place),
    returned: party
      .slice(0, 1)
      .map(({ ticketId: _, ...place }) => ({ ...place, label: 'Stalls, row C, seat 11', price: 4_900 })),
    total: 4_900,
    currency: 'USD',
    reason: 'refunded',
    requestId: refundId,
    version: 2,
  },
  'catalog.refund.requested.v1': {
    id: refundId,
    performanceId,
    orderId,
    isWhole: false,
    seatIds: ['stalls:C:11'],
    standing: null,
  },
  'orders.refund.answered.v1': {
    id: refundId,
    orderId,
    outcome: 'refunded',
    reason: null,
    amount: 4_900,
    currency: 'USD',
  },
  'bookings.seats.requested.v1': {
    ...commandOf('seats'),
    userId: buyer,
    subscriber: '3f6e2c8b1a579d0a',
    isBuyerVerified: true,
    performanceId,
    seatIds: [],
    bestAvailable: { quantity: 2, categoryId: null, sectionId: null, maxPrice: 5_000, needsAccessible: false },
    standing: null,
  },
  'bookings.release.requested.v1': commandOf('seats:compensation'),
  'bookings.payment.requested.v1': { ...commandOf('payment'), orderId },
  'bookings.entry.requested.v1': {
    ...commandOf('manifest'),
    orderId,
    userId: buyer,
    performanceId,
    places: [
      { seatId: 'stalls:C:11', sectionId: 'stalls', label: 'Stalls, row C, seat 11' },
      { seatId: 'stalls:C:12', sectionId: 'stalls', label: 'Stalls, row C, seat 12' },
    ],
  },
  'bookings.withdrawal.requested.v1': commandOf('manifest:compensation'),
  'bookings.issue.requested.v1': commandOf('issue'),
  'bookings.sales.requested.v1': { ...questionOf('sales'), seenAt: null },
  'bookings.endings.requested.v1': { ...questionOf('orders'), reservedAfter: Date.UTC(2027, 1, 20, 9) },
  'bookings.refunds.requested.v1': {
    ...questionOf('refunds'),
    reservedAfter: Date.UTC(2027, 1, 20, 9),
    orders: 121,
  },
  'bookings.notices.requested.v1': { ...questionOf('notices'), orders: 120, refunds: 118 },
  'orders.booking.answered.v1': {
    ...commandOf('seats'),
    outcome: 'succeeded',
    reason: null,
    order: {
      id: orderId,
      title: 'An evening of string quartets',
      startsAt,
      timeZone: 'Europe/Berlin',
      expiresAt: Date.UTC(2027, 2, 1, 12, 15),
      total: 9_800,
      currency: 'USD',
      places: [
        { seatId: 'stalls:C:11', sectionId: 'stalls', label: 'Stalls, row C, seat 11', price: 4_900 },
        { seatId: 'stalls:C:12', sectionId: 'stalls', label: 'Stalls, row C, seat 12', price: 4_900 },
      ],
    },
  },
  'catalog.booking.answered.v1': {
    ...commandOf('issue'),
    outcome: 'succeeded',
    reason: null,
    ticketNumbers: ['7K2M-QX4D-01', '7K2M-QX4D-02'],
  },
  'orders.cancellation.answered.v1': {
    ...answerOf('orders', 'succeeded'),
    seenAt: null,
    orders: { live: 0, ended: 120, paid: 118, known: 121 },
  },
  'payments.cancellation.answered.v1': {
    ...answerOf('refunds', 'pending'),
    refunds: { refunded: 116, underWay: 2, failed: 0, toTell: 116, amounts: [{ currency: 'USD', amount: 568_400 }] },
  },
  'notifications.cancellation.answered.v1': {
    ...answerOf('notices', 'succeeded'),
    notices: { handedOver: 237, givenUp: 1, due: 0 },
  },
  'expiration.expiration.complete.v1': { orderId },
  'payments.payment.started.v1': { orderId, attempt: 1, waitedMs: 12 },
  'payments.payment.failed.v1': { orderId, attempt: 1, reason: 'card_declined' },
  'payments.payment.created.v1': { id: paymentId, orderId, stripeId: 'pi_3PqLmN2eZvKYlo2C1a2b3c4d' },
  'payments.payment.refunded.v1': {
    id: paymentId,
    orderId,
    amount: ticket.price,
    currency: ticket.currency,
    reason: 'places_returned',
    number: 1,
  },
  'ops.replay.reported.v1': {
    replayId: '0197f3a9-77bb-7d2e-a1c3-9e8f7a6b5c4d',
    group: 'tickets',
    topic: 'orders.order.cancelled.v1',
    outcome: 'applied',
    errorCode: null,
    reportedAt: Date.UTC(2027, 2, 1, 13),
  },
};
