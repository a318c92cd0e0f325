import type { Scene } from '../scene.ts';
import { accountScenes } from './account.ts';
import { bookingScenes } from './bookings.ts';
import { browseScenes } from './browse.ts';
import { checkoutScenes } from './checkout.ts';
import { errorScenes } from './errors.ts';
import { eventScenes } from './events.ts';
import { operationsScenes } from './operations.ts';
import { orderScenes } from './orders.ts';
import { operatorOrderScenes } from './orders-of-operators.ts';
import { organisingScenes } from './organising.ts';
import { sagaScenes } from './sagas.ts';
import { sellingScenes } from './selling.ts';
import { ticketScenes } from './ticket.ts';

/** Every state of every page. */
export const scenes: readonly Scene[] = [
  ...browseScenes,
  ...ticketScenes,
  ...eventScenes,
  ...bookingScenes,
  ...checkoutScenes,
  ...orderScenes,
  ...sellingScenes,
  ...organisingScenes,
  ...accountScenes,
  ...errorScenes,
  ...operationsScenes,
  ...sagaScenes,
  ...operatorOrderScenes,
];
