import { randomHex } from './random-hex.ts';

const pattern = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?$/;

/** Returns the header of a new, sampled trace. Format: W3C Trace Context, version 00. */
export function newTraceparent(): string {
  return `00-${randomHex(16)}-${randomHex(8)}-01`;
}

/** Returns the header of a child request: same trace, new span; a new trace without a valid parent. */
export function childTraceparent(parent: string | null | undefined): string {
  const [, traceId, flags] = pattern.exec(parent ?? '') ?? [];
  return traceId && flags ? `00-${traceId}-${randomHex(8)}-${flags}` : newTraceparent();
}

/** @returns the trace id, 32 hex digits; undefined for an invalid header */
export function traceIdOf(traceparent: string | null | undefined): string | undefined {
  return pattern.exec(traceparent ?? '')?.[1];
}
