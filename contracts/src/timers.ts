/**
 * The BullMQ queue of the expiration service: one job per order that is waiting for its expiry, with the order's id as
 * job id. The service owns it; others only read it.
 */
export const timerQueueName = 'order-expiration';
