import { createPrivateKey, randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { newEcKey } from '@ticketing/common/ec-keys';
import type { OrderRecords, ProcessedEvent, RecordsOf } from '@ticketing/common/operations';
import { orderRecordsPath, processedPath } from '@ticketing/common/operations';
import { type PublicKeys, publicKeySet, sessionTokens, toPublicKeys } from '@ticketing/common/session-keys';
import jwt from 'jsonwebtoken';
import { cookieOf, cookieOfToken, someUser, type TestApi } from './api.ts';

const asOperator = { cookie: cookieOf(someUser(), { roles: ['operator'] }) };
const asBuyer = { cookie: cookieOf(someUser()) };

/** Sessions that auth signs, and the keys that verify them. */
export interface AuthSessions {
  publicKeys: PublicKeys;
  /** SESSION_PUBLIC_KEYS */
  keySet: string;
  cookieOf(roles: readonly string[]): string;
}

export function newAuthSessions(): AuthSessions {
  const key = newEcKey();
  const { algorithm, issuer, audience } = sessionTokens;
  const privateKey = createPrivateKey({ key: { ...key }, format: 'jwk' });
  return {
    publicKeys: toPublicKeys([key]),
    keySet: JSON.stringify(publicKeySet([key])),
    cookieOf: (roles) =>
      cookieOfToken(
        jwt.sign({ ...someUser(), roles, sid: randomUUID() }, privateKey, {
          ...{ algorithm, issuer, audience, keyid: key.kid, expiresIn: '1h' },
        }),
      ),
  };
}

export type RecordsBody = Omit<OrderRecords, 'written' | 'parked'> & {
  written: { eventId: string; topic: string; key: string; writtenAt: string }[];
  parked: { eventId: string; stream: string; version: number }[];
};

/** Asks a service as ops does. @returns null when it knows nothing about the order */
export async function recordsIn(api: TestApi, of: RecordsOf, headers = asOperator): Promise<RecordsBody | null> {
  const { status, body } = await api.request('GET', orderRecordsPath(of), { headers });
  if (status === 404) return null;
  expect(status).toBe(200);
  return body as RecordsBody;
}

/** Returns the ids of the events that a service has processed. */
export async function processedIn(api: TestApi, eventIds: readonly string[], headers = asOperator): Promise<string[]> {
  const { status, body } = await api.request('GET', processedPath(eventIds), { headers });
  expect(status).toBe(200);
  return (body as ProcessedEvent[]).map(({ eventId }) => eventId);
}

/** Tests that a service shows its records to operators alone. */
export function itShowsRecordsToOperatorsOnly(apiOf: () => TestApi, operator = asOperator, buyer = asBuyer): void {
  it('shows its records to operators only, and refuses ids that are none', async () => {
    const statusOf = async (path: string, headers: Record<string, string>) =>
      (await apiOf().request('GET', path, { headers })).status;
    for (const path of [orderRecordsPath({ orderId: randomUUID() }), processedPath([randomUUID()])]) {
      expect(await statusOf(path, {})).toBe(401);
      expect(await statusOf(path, buyer)).toBe(403);
    }
    expect(await statusOf(orderRecordsPath({ orderId: randomUUID() }), operator)).toBe(404);
    expect(await statusOf('/operations/orders/nonsense', operator)).toBe(404);
    expect(await statusOf(processedPath([randomUUID()]), operator)).toBe(200);
    expect(await statusOf('/operations/inbox', operator)).toBe(400);
    expect(await statusOf(processedPath(Array.from({ length: 101 }, () => randomUUID())), operator)).toBe(400);
  });
}
