import { describe, expect, it } from '@jest/globals';
import { type EnteredParty, enter, issue, refusalToIssue, stateOf, ticketCodeOf, withdraw } from './manifest.ts';
import type { PerformanceStatus } from './performance.ts';

const now = new Date('2027-05-01T12:00:00Z');
const place = (label: string) => ({ seatId: null, sectionId: 'floor', label });
const party: EnteredParty = {
  orderId: 'order',
  userId: 'buyer',
  performanceId: 'performance',
  places: [place('Floor'), place('Floor')],
};
const entered = enter('booking', party, 'on_sale');
const undone = { outcome: 'failed', reason: 'undone', isUndone: true } as const;

describe('a party', () => {
  it.each<[PerformanceStatus | undefined, string | null]>([
    ['on_sale', null],
    ['closed', null],
    ['draft', 'not_found'],
    [undefined, 'not_found'],
    ['cancelled', 'performance_cancelled'],
  ])('of a performance that is %s: %s', (status, reason) => {
    const entry = enter('booking', party, status);
    expect(entry.step).toEqual({ outcome: reason ? 'failed' : 'succeeded', reason, isUndone: false });
    expect([stateOf(entry), entry.party]).toEqual(reason ? ['refused', null] : ['entered', party]);
  });
});

describe('tickets', () => {
  it('are issued once, one per place', () => {
    const issued = issue(entered, '7K2M-QX4D', now);
    expect(issued).toMatchObject({ ticketNumbers: ['7K2M-QX4D-01', '7K2M-QX4D-02'], issuedAt: now });
    expect(stateOf(issued)).toBe('issued');
    expect(issue(issued, '2222-2222', new Date(0))).toBe(issued);
    expect(refusalToIssue(issued)).toBeNull();
  });

  it('are refused for what is no entry', () => {
    expect(refusalToIssue(null)).toBe('not_found');
    expect(refusalToIssue(enter('booking', party, 'cancelled'))).toBe('performance_cancelled');
    for (const known of [null, entered]) {
      const withdrawn = withdraw('booking', known, undone);
      expect([stateOf(withdrawn), refusalToIssue(withdrawn)]).toEqual(['withdrawn', 'undone']);
    }
  });

  it('have codes of eight characters, without any that look alike', () => {
    expect(ticketCodeOf(new Uint8Array(5))).toBe('2222-2222');
    expect(ticketCodeOf(new Uint8Array(5).fill(255))).toBe('ZZZZ-ZZZZ');
    expect(ticketCodeOf(Uint8Array.of(0b00000_000, 0b01_00010_0, 0b0011_0010, 0b0_00101_00, 0b110_00111))).toBe(
      '2345-6789',
    );
    const codes = Array.from({ length: 256 }, (_, byte) => ticketCodeOf(Uint8Array.of(byte, byte, byte, byte, byte)));
    expect(codes.join('')).not.toMatch(/[01IO]/);
    expect(new Set(codes).size).toBe(256);
  });
});
