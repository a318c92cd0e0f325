import type { Fault } from '../fault.ts';
import { backups } from './backups.ts';
import { broker } from './broker.ts';
import { cancelledEvents } from './cancelled-events.ts';
import { clocks } from './clocks.ts';
import { connect } from './connect.ts';
import { databases } from './databases.ts';
import { expiry } from './expiry.ts';
import { failpoints } from './failpoints.ts';
import { kills } from './kills.ts';
import { badLinks } from './links.ts';
import { locks } from './locks.ts';
import { lostAnswers } from './lost-answers.ts';
import { messages, replay } from './messages.ts';
import { outages } from './outages.ts';
import { poisons } from './poison.ts';
import { registry } from './registry.ts';
import { relays } from './relays.ts';
import { sagaReplies } from './saga-replies.ts';
import { sagaVersions } from './saga-versions.ts';
import { sagas } from './sagas.ts';
import { gracefulStops } from './stops.ts';
import { stripe } from './stripe.ts';

/**
 * Every fault, in the order of a round: the replay first, while there is little to replay; faults that produce many events
 * last, because each check reads all of them.
 */
export const faults: readonly Fault[] = [
  replay,
  ...kills,
  ...failpoints,
  ...sagas,
  ...sagaReplies,
  ...sagaVersions,
  ...cancelledEvents,
  ...broker,
  ...databases,
  ...outages,
  ...locks,
  ...expiry,
  ...gracefulStops,
  ...registry,
  ...badLinks,
  ...messages,
  ...poisons,
  ...stripe,
  ...clocks,
  ...connect,
  ...backups,
  lostAnswers,
  ...relays,
];
