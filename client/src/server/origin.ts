import { headers } from 'next/headers';

/** The visitor's origin, for addresses that must be absolute. */
export async function readOrigin(): Promise<string> {
  const given = await headers();
  const host = given.get('x-forwarded-host') ?? given.get('host') ?? 'localhost';
  return `${given.get('x-forwarded-proto') ?? 'http'}://${host}`;
}
