/**
 * Whether a code can be used: it is right, and neither it nor a later one was used before. Whoever watches a code being
 * typed could otherwise use it for the rest of its minute. Source: RFC 6238, 5.2.
 * @param step of the code; null when it is wrong
 * @param lastStep of the last accepted code
 */
export const isFreshStep = (step: number | null, lastStep: number): step is number => step !== null && step > lastStep;
