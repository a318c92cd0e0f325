/**
 * Frames buffered for one reader. Only the latest frame per key is kept, so the buffer is bounded by the number of
 * keys.
 */
export interface Outbound extends AsyncIterable<string> {
  push(key: string, frame: string): void;
  isWaiting(key: string): boolean;
  /** Number of buffered frames. */
  size(): number;
  /** Ends the stream and drops buffered frames. */
  end(): void;
}

/** Creates a buffer that one reader pulls from at its own pace. */
export function createOutbound(): Outbound {
  const frames = new Map<string, string>();
  let isEnded = false;
  let wake: () => void = () => undefined;

  async function next(): Promise<IteratorResult<string, undefined>> {
    while (frames.size === 0 && !isEnded) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (isEnded) return { done: true, value: undefined };
    const value = [...frames.values()].join('');
    frames.clear();
    return { done: false, value };
  }

  return {
    push(key, frame) {
      frames.delete(key);
      frames.set(key, frame);
      wake();
    },
    isWaiting: (key) => frames.has(key),
    size: () => frames.size,
    end() {
      isEnded = true;
      wake();
    },
    [Symbol.asyncIterator]: () => ({ next }),
  };
}
