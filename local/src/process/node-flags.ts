/**
 * Flags of the Node programs that stay running.
 *
 * - KafkaJS sets timers with negative delays; newer versions of Node warn about them on standard error.
 * - V8 sizes its young generation by the memory of the machine and keeps it: 30 MB more in each of some twenty programs,
 *   at the same CPU time (ADR 49).
 */
export const nodeFlags: readonly string[] = ['--disable-warning=TimeoutNegativeWarning', '--max-semi-space-size=4'];
