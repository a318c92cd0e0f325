/** One of several named states, and the transitions between them. */
export interface States<S extends string> {
  current(): S;
  is(...states: S[]): boolean;
  /** @throws Error when the transition from the current state is not allowed: a bug in the caller */
  enter(next: S): void;
}

/**
 * Creates the states of something that lives through several modes, in place of flags that only agree by accident.
 * @param allowed by state: the states that may follow it; staying in a state needs no entry
 */
export function createStates<S extends string>(
  name: string,
  initial: NoInfer<S>,
  allowed: Readonly<Record<S, readonly NoInfer<S>[]>>,
): States<S> {
  let current: S = initial;
  return {
    current: () => current,
    is: (...states) => states.includes(current),
    enter(next) {
      if (next !== current && !allowed[current].includes(next))
        throw new Error(`${name}: no transition from ${current} to ${next}`);
      current = next;
    },
  };
}
