import { isTransient } from '../errors/index.ts';
import { type OutgoingMessage, sizeOf } from './outgoing-message.ts';
import { isTooLarge, MessagesTooLargeError } from './too-large.ts';

/** One call of `publish`. */
interface Call {
  /** Messages that are neither acknowledged nor refused. */
  open: number;
  refused: OutgoingMessage[];
  /** A failed call sends nothing more: its caller retries all of it. */
  hasFailed: boolean;
  done: PromiseWithResolvers<void>;
}

interface Item {
  message: OutgoingMessage;
  call: Call;
}

/** A broker accepts 1 MiB per partition and request, including headers. */
const requestBytes = 512 * 1024;

/** Returns how many leading items fit into one request, at least one; the broker decides about an oversized message. */
function fitting(items: readonly Item[]): number {
  let size = 0;
  const end = items.findIndex(({ message }) => {
    size += sizeOf(message);
    return size > requestBytes;
  });
  return end < 0 ? items.length : Math.max(1, end);
}

/**
 * Creates a queue with one request in flight at a time. Concurrent calls wait in order and share the next requests.
 * @param send resolves when every message is acknowledged
 */
export function createPublishQueue(send: (messages: OutgoingMessage[]) => Promise<void>) {
  let waiting: Item[] = [];
  let working: Promise<void> | null = null;

  /** Bisects a permanently refused request until the offending message is found, so that the others are published. */
  const deliver = async (items: readonly Item[]): Promise<void> => {
    const wanted = items.filter(({ call }) => !call.hasFailed);
    if (wanted.length === 0) return;
    try {
      await send(wanted.map(({ message }) => message));
    } catch (error) {
      if (wanted.length === 1 || isTransient(error)) return refuse(wanted, error);
      const middle = Math.ceil(wanted.length / 2);
      await deliver(wanted.slice(0, middle));
      return deliver(wanted.slice(middle));
    }
    for (const { call } of wanted) settle(call);
  };

  const work = async () => {
    while (waiting.length > 0) await deliver(waiting.splice(0, fitting(waiting)));
    working = null;
  };

  return {
    publish(messages: OutgoingMessage[]): Promise<void> {
      if (messages.length === 0) return Promise.resolve();
      const call: Call = { open: messages.length, refused: [], hasFailed: false, done: Promise.withResolvers() };
      waiting = waiting.concat(messages.map((message) => ({ message, call })));
      // Deferred, so that calls of the same tick share a request.
      working ??= Promise.resolve().then(work);
      return call.done.promise;
    },
    /** Waits until nothing is queued. */
    drained: async (): Promise<void> => {
      await working;
    },
  };
}

function settle(call: Call): void {
  call.open -= 1;
  if (call.open > 0) return;
  if (call.refused.length > 0) call.done.reject(new MessagesTooLargeError(call.refused));
  else call.done.resolve();
}

function refuse(items: readonly Item[], error: unknown): void {
  for (const { message, call } of items) {
    if (isTooLarge(error)) {
      call.refused.push(message);
      settle(call);
    } else {
      call.hasFailed = true;
      call.done.reject(error);
    }
  }
}
