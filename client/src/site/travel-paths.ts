// Apart from the other paths, which every page loads.

/** Where departures are found. */
export const journeysPath = '/journeys';
/** The visitor's orders, and their bookings of journeys. */
export const ordersPath = '/orders';
export const orderPath = (orderId: string): string => `${ordersPath}/${encodeURIComponent(orderId)}`;
export const bookingsPath = '/bookings';
export const bookingPath = (bookingId: string): string => `${bookingsPath}/${encodeURIComponent(bookingId)}`;
