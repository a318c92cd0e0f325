import { describe, expect, it } from '@jest/globals';
import { childTraceparent, newTraceparent, traceIdOf } from './traceparent.ts';

const parentTrace = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('traceparent', () => {
  it('is new and well-formed for every browser request', () => {
    expect(newTraceparent()).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(newTraceparent()).not.toBe(newTraceparent());
  });

  it('keeps the parent’s trace id and sampling flag, with a new span id', () => {
    const child = childTraceparent(parentTrace);

    expect(child).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01$/);
    expect(child).not.toBe(parentTrace);
    expect(childTraceparent(parentTrace.replace(/01$/, '00'))).toMatch(/-00$/);
  });

  it.each([
    null,
    undefined,
    '',
    'garbage',
    'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
    '00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01',
  ])('starts a new trace for %j', (header) => {
    expect(traceIdOf(header)).toBeUndefined();
    expect(traceIdOf(childTraceparent(header))).toMatch(/^[0-9a-f]{32}$/);
  });
});
