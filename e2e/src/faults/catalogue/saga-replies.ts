import { pause } from '@ticketing/common/backoff';
import { headerNames, type Topic, topicsConsumedBy } from '@ticketing/contracts';
import { withPostgres } from '../../checker/observe/postgres.ts';
import { withBroker } from '../../checker/observe/read-broker.ts';
import { readTopics } from '../../checker/observe/read-topics.ts';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { sagaStepTimeoutSeconds } from '../stack.ts';
import { seconds } from '../tools/outages.ts';
import { beginBookings, countSagas, sagaGroup, untilNoneUnderWay } from '../tools/sagas.ts';

const replyTopics: Topic[] = topicsConsumedBy('bookings').filter((topic) => topic.includes('.answered.'));
const bookingsAtOnce = 30;
const rounds = 3;
/** Participants answer meanwhile. Milliseconds. */
const answeringMs = 2_000;

/**
 * Loses the replies that nobody has read yet: their ids go into the inbox of bookings, which then takes them for duplicates. For
 * the sagas it is as if the messages were gone; for everybody else they are on their topics.
 * @returns how many
 */
async function loseReplies({ addresses }: Stage): Promise<number> {
  const messages = await withBroker(addresses, (_, kafka) => readTopics(kafka, replyTopics));
  const ids = messages.map(({ topic, headers }) => [headers[headerNames.eventId], topic] as const);
  return withPostgres(addresses.databases.bookings, async (client) => {
    const { rowCount } = await client.query(
      `INSERT INTO inbox (event_id, topic) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING`,
      [ids.map(([id]) => id), ids.map(([, topic]) => topic)],
    );
    return rowCount ?? 0;
  });
}

/** The question how an order ended is repeated every five minutes only, because people take their time to pay: they pass now. */
const passPaymentTimeouts = ({ addresses }: Stage): Promise<unknown> =>
  withPostgres(addresses.databases.bookings, (client) =>
    client.query(`UPDATE sagas SET deadline_at = clock_timestamp() WHERE step = 'payment' AND waits_for = 'reply'`),
  );

export const sagaReplies: Fault[] = [
  {
    name: 'saga-lost-replies',
    title: `the replies to sagas are lost ${rounds} times, with ${bookingsAtOnce} bookings under way each time`,
    group: sagaGroup,
    async inject(stage) {
      const { system, note, random } = stage;
      let lost = 0;
      for (let round = 0; round < rounds; round += 1) {
        const begun = beginBookings(stage, bookingsAtOnce);
        await pause(random.between(100, 600));
        // Its commands are on their way or being answered.
        system.kill('bookings');
        await pause(answeringMs);
        const now = await loseReplies(stage);
        note(`${now} replies lost after ${seconds(answeringMs)}`);
        lost += now;
        await system.restart('bookings');
        await begun;
      }
      if (lost === 0) throw new PromiseBroken('no reply was lost: nothing was tested');
      const undone = await countSagas(stage, `error->>'code' = 'timed_out'`);
      note(`${undone} sagas were undone because no answer arrived within ${sagaStepTimeoutSeconds} s, twice`);
      await passPaymentTimeouts(stage);
      await untilNoneUnderWay(stage);
    },
  },
];
