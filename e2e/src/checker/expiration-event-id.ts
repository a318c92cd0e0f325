import { v5 as uuidv5 } from 'uuid';

/** The contract's namespace of expiration events, repeated here as a check: it must never change. */
const namespace = '3b0f6c1e-5f0a-4d0e-9c55-6f3a2f1f7c11';

/** Returns the event id that an order's expiration must have. */
export const expirationEventId = (orderId: string): string => uuidv5(orderId, namespace);
