import { describe, expect, it } from '@jest/globals';
import { anchorCountdown, formatRemaining, markBetween, remainingMs, urgencyOf } from './countdown.ts';

const answer = { serverTime: '2026-11-23T12:00:00.000Z', expiresAt: '2026-11-23T12:15:00.000Z' };

describe('a countdown by the server’s time', () => {
  it('counts down from the server’s time left, by the monotonic clock', () => {
    const anchor = anchorCountdown(answer, 5_000);

    expect(remainingMs(anchor, 5_000)).toBe(900_000);
    expect(remainingMs(anchor, 65_000)).toBe(840_000);
  });

  it('shows the same when the device’s clock is a day off', () => {
    // The countdown never reads the device's clock, so only responses from another day can simulate a wrong one.
    const shifted = { serverTime: '2026-11-24T12:00:00.000Z', expiresAt: '2026-11-24T12:15:00.000Z' };

    expect(anchorCountdown(shifted, 5_000)).toEqual(anchorCountdown(answer, 5_000));
  });

  it('never shows more time than is left when the response was slow', () => {
    const requestedAtMs = 1_000;
    const answeredAtMs = 4_000;

    expect(remainingMs(anchorCountdown(answer, requestedAtMs), answeredAtMs)).toBe(897_000);
  });

  it('stops at zero', () => {
    expect(remainingMs(anchorCountdown(answer, 0), 2_000_000)).toBe(0);
  });
});

describe('the shown time', () => {
  it.each([
    [900_000, '15:00'],
    [61_000, '1:01'],
    [60_001, '1:01'],
    [1, '0:01'],
    [0, '0:00'],
    [3_723_000, '1:02:03'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatRemaining(ms)).toBe(text);
  });

  it.each([
    [300_000, 'calm'],
    [299_999, 'soon'],
    [60_000, 'soon'],
    [59_999, 'now'],
  ])('%d ms is %s', (ms, urgency) => {
    expect(urgencyOf(ms)).toBe(urgency);
  });
});

describe('the announcements', () => {
  it('speaks once when a mark is crossed and is silent in between', () => {
    expect(markBetween(300_200, 299_900)).toBe('m5');
    expect(markBetween(299_900, 299_600)).toBeNull();
    expect(markBetween(30_100, 29_900)).toBe('s30');
  });

  it('announces only the latest mark after a long sleep', () => {
    expect(markBetween(400_000, 20_000)).toBe('s30');
  });

  it('is silent when no time is left, because the page announces that', () => {
    expect(markBetween(10_000, 0)).toBeNull();
  });
});
