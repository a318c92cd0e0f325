import type { Response } from 'express';

/** The current state of an entity, sent to its followers. */
export interface LiveEvent {
  /** The entity. While a reader is slow, only the latest event per key is kept for it. */
  key: string;
  event: string;
  id: string;
  data: unknown;
}

export interface NewStream {
  res: Response;
  /** The client whose streams are counted: a user id or an address. */
  client: string;
  /** The topics to follow. */
  topics: readonly string[];
  /** When the stream ends: at the end of its session. */
  expiresAt?: Date;
  /** Reads the current state of everything followed; read again after a gap. */
  snapshot: () => Promise<LiveEvent[]>;
}
