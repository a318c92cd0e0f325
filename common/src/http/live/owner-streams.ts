import type { Logger } from '../../log/index.ts';
import type { RouteInput } from '../route.ts';
import type { SessionUser } from '../session.ts';
import type { LiveStreams } from './live-streams.ts';
import type { LiveEvent } from './new-stream.ts';
import { createChangedReader } from './read-changed.ts';

const topicOfUser = (userId: string): string => `user:${userId}`;
const topicOfSession = (sid: string): string => `session:${sid}`;

interface Owned {
  userId: string;
}

export interface OwnerPublishing<Changed extends Owned, Row extends Owned> {
  streams: Pick<LiveStreams, 'publish' | 'end' | 'isFollowed' | 'refresh'>;
  log: Logger;
  /** What the rows are called in the log, such as `orders`. */
  rows: string;
  idOf(changed: Changed): string;
  /** Reads the current rows. */
  read(changed: readonly Changed[]): Promise<Row[]>;
  eventOf(row: Row): LiveEvent;
}

/** Publishes changed rows to the live streams of their owners; the end of a session ends its streams. */
export function publishToOwners<Changed extends Owned, Row extends Owned>({
  streams,
  log,
  rows,
  idOf,
  read,
  eventOf,
}: OwnerPublishing<Changed, Row>) {
  const onChanged = createChangedReader<Changed, Row>({
    read,
    publish: (row) => streams.publish(topicOfUser(row.userId), eventOf(row)),
    onFailure: (changed, err) => {
      log.warn(
        { err, count: changed.length },
        `changed ${rows} could not be read; closing their streams so that readers reconnect`,
      );
      for (const { userId } of changed) streams.end(topicOfUser(userId));
    },
  });
  return {
    onChange(changed: Changed): void {
      if (streams.isFollowed(topicOfUser(changed.userId))) onChanged(idOf(changed), changed);
    },
    onSessionRevoked: (sid: string) => streams.end(topicOfSession(sid)),
    onGap: () => streams.refresh(),
    log,
  };
}

/** Opens the stream of a person's own rows, which ends with the session. @throws like `LiveStreams.open` */
export const openOwnStream = (
  streams: Pick<LiveStreams, 'open'>,
  { user: { id, sid, exp }, res }: Pick<RouteInput<unknown, unknown, unknown, SessionUser>, 'user' | 'res'>,
  snapshot: (owner: { userId: string; sid: string | null }) => Promise<LiveEvent[]>,
) =>
  streams.open({
    res,
    client: id,
    topics: [topicOfUser(id), ...(sid ? [topicOfSession(sid)] : [])],
    expiresAt: new Date(exp * 1_000),
    snapshot: () => snapshot({ userId: id, sid }),
  });
