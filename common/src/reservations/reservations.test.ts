import { describe, expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { createReservationStatements, type Reservation } from './index.ts';

const secret = 'a secret of all services, long enough';
const statements = createReservationStatements(secret);
const reservation: Reservation = {
  orderId: '5f0c9a4e-1b5e-4f5b-9a55-0d1d5c1f9a01',
  buyerId: 'buyer',
  priceMinor: 1999,
  currency: 'USD',
  performanceId: null,
  expiresAt: new Date(Date.now() + 60_123),
};

describe('reservation statements', () => {
  it('round-trip the reservation', () => {
    expect(statements.read(statements.sign(reservation))).toEqual(reservation);
  });

  it('expire with the reservation', () => {
    const expiresAt = new Date(Date.now() - 1_001);
    expect(statements.read(statements.sign({ ...reservation, expiresAt }))).toBeNull();
  });

  it('are not accepted as sessions, nor sessions as statements', () => {
    const statement = statements.sign(reservation);
    expect(() => jwt.verify(statement, secret)).toThrow('invalid signature');
    const claims = jwt.decode(statement) as object;
    expect(statements.read(jwt.sign(claims, secret))).toBeNull();
  });

  it('are refused when unsigned', () => {
    const claims = jwt.decode(statements.sign(reservation)) as object;
    expect(statements.read(jwt.sign(claims, null, { algorithm: 'none' }))).toBeNull();
  });
});
