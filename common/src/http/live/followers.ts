import type { NewStream } from './new-stream.ts';
import { createOutbound, type Outbound } from './outbound.ts';

/**
 * A stream and its reader:
 *
 *     loading ──snapshot sent──▶ current ──gap──▶ loading          any ──▶ gone
 *
 * - *loading*: a snapshot is being read, at most one at a time. Changes are sent meanwhile, and win over the snapshot.
 * - *current*: it has everything; each change is sent.
 * - *gone*: disconnected, expired, too slow, or the server is closing.
 */
export interface Follower extends NewStream {
  outbound: Outbound;
  /** Keys that changed while loading; the snapshot's state of them is stale. */
  changed: Set<string>;
  /** The last snapshot; snapshots of one follower run one after the other. */
  loaded: Promise<void>;
}

/** Creates the follower of a new stream; it begins to load when its first snapshot is read. */
export const followerOf = (stream: NewStream): Follower => ({
  ...stream,
  outbound: createOutbound(),
  changed: new Set<string>(),
  loaded: Promise.resolve(),
});

/** The followers of this process, by topic and by client. */
export class Followers {
  readonly #all = new Set<Follower>();
  readonly #byTopic = new Map<string, Set<Follower>>();
  readonly #countByClient = new Map<string, number>();

  get size(): number {
    return this.#all.size;
  }

  all(): Iterable<Follower> {
    return this.#all;
  }

  has(follower: Follower): boolean {
    return this.#all.has(follower);
  }

  ofTopic(topic: string): Iterable<Follower> {
    return this.#byTopic.get(topic) ?? [];
  }

  isFollowed(topic: string): boolean {
    return this.#byTopic.has(topic);
  }

  countOfClient(client: string): number {
    return this.#countByClient.get(client) ?? 0;
  }

  add(follower: Follower): void {
    const { client, topics } = follower;
    this.#all.add(follower);
    this.#countByClient.set(client, this.countOfClient(client) + 1);
    for (const topic of topics) this.#byTopic.set(topic, (this.#byTopic.get(topic) ?? new Set()).add(follower));
  }

  /** Ends the follower's stream. Idempotent. */
  remove(follower: Follower): void {
    if (!this.#all.delete(follower)) return;
    const { client, topics } = follower;
    follower.outbound.end();
    const left = this.countOfClient(client) - 1;
    if (left > 0) this.#countByClient.set(client, left);
    else this.#countByClient.delete(client);
    for (const topic of topics) {
      const ofTopic = this.#byTopic.get(topic);
      ofTopic?.delete(follower);
      if (ofTopic?.size === 0) this.#byTopic.delete(topic);
    }
  }
}
