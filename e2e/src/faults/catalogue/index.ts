import type { Fault } from '../fault.ts';
import { broker } from './broker.ts';
import { clocks } from './clocks.ts';
import { connect } from './connect.ts';
import { databases } from './databases.ts';
import { failpoints } from './failpoints.ts';
import { kills } from './kills.ts';
import { badLinks } from './links.ts';
import { messages, replay } from './messages.ts';
import { poisons } from './poison.ts';
import { registry } from './registry.ts';
import { relays } from './relays.ts';
import { stripe } from './stripe.ts';

/**
 * Every fault, in the order of a round: the replay first, while there is little to replay, and what leaves many events
 * behind last, because each check reads them all.
 */
export const faults: readonly Fault[] = [
  replay,
  ...kills,
  ...failpoints,
  ...broker,
  ...databases,
  ...registry,
  ...badLinks,
  ...messages,
  ...poisons,
  ...stripe,
  ...clocks,
  ...connect,
  ...relays,
];
