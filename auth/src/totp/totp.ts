import { Secret, TOTP } from 'otpauth';

/** How authenticator apps show the account. */
const issuer = 'Boxstub';
/** What every authenticator app can do. Source: RFC 6238; the apps ignore other values in the address. */
const settings = { issuer, algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Steps by which the clocks may differ, in either direction. */
const tolerance = 1;

/** Random, 160 bits, in Base 32, as people type it into an app. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

const totpOf = (secret: string, label = ''): TOTP =>
  new TOTP({ ...settings, label, secret: Secret.fromBase32(secret) });

/** The address in the QR code. */
export const totpUri = (secret: string, email: string): string => totpOf(secret, email).toString();

/** Returns the number of the 30-second step whose code it is, within the tolerance; null when the code is wrong. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totpOf(secret).validate({ token: code, timestamp, window: tolerance });
  return delta === null ? null : TOTP.counter({ period: settings.period, timestamp }) + delta;
}
