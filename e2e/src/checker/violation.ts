export const invariantIds = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I11'] as const;
export type InvariantId = (typeof invariantIds)[number];

export interface Violation {
  invariant: InvariantId;
  /** Constant text, so that cases of the same kind can be counted. */
  message: string;
  /** Ids, topics and numbers. */
  subject: Record<string, string | number | boolean | null>;
}

/** Creates violations of one invariant. */
export const violationOf =
  (invariant: InvariantId) =>
  (message: string, subject: Violation['subject']): Violation => ({ invariant, message, subject });

/** One line for each kind of violation, with some of its cases, for people and test failures. */
export function summaryOf(violations: readonly Violation[], casesPerKind = 3): string[] {
  const kinds = Map.groupBy(violations, ({ invariant, message }) => `${invariant} ${message}`);
  return [...kinds].map(([kind, cases]) =>
    [
      `${kind} (${cases.length})`,
      ...cases.slice(0, casesPerKind).map(({ subject }) => `    ${JSON.stringify(subject)}`),
    ].join('\n'),
  );
}
