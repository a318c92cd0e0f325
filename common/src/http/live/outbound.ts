/** What waits to be written to one reader. Of frames with the same key only the last waits, so that it is bounded by its keys. */
export interface Outbound extends AsyncIterable<string> {
  push(key: string, frame: string): void;
  isWaiting(key: string): boolean;
  /** Frames that wait. */
  size(): number;
  /** Nothing more comes; what waits is dropped. */
  end(): void;
}

/** Pulled from as fast as the reader takes it, and by one reader only. */
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
