import { randomHex } from './random-hex.ts';

const pattern = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?$/;

/** A new trace's header, sampled. Format: W3C Trace Context, version 00. */
export function newTraceparent(): string {
  return `00-${randomHex(16)}-${randomHex(8)}-01`;
}

/** The header for a request made on behalf of `parent`: same trace, new span; a new trace if there is no valid parent. */
export function childTraceparent(parent: string | null | undefined): string {
  const [, traceId, flags] = pattern.exec(parent ?? '') ?? [];
  return traceId && flags ? `00-${traceId}-${randomHex(8)}-${flags}` : newTraceparent();
}

/** @returns the 32 hex digits of the trace id, or undefined when the header is not a valid one */
export function traceIdOf(traceparent: string | null | undefined): string | undefined {
  return pattern.exec(traceparent ?? '')?.[1];
}
