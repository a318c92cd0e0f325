import { ruleViolated } from '@ticketing/common/errors';

/** A key pair on somebody's device, password manager or security key; WebAuthn calls it a discoverable credential. */
export interface Passkey {
  /** The credential's id in base64url. */
  id: string;
  userId: string;
  /** How its owner calls it. */
  name: string;
  /** COSE key. */
  publicKey: Uint8Array;
  /** Signatures so far, as its device counts; 0 when it does not count. */
  counter: number;
  transports: string[];
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** Bounds what a sign-in has to name to the browser. */
export const maxPasskeys = 20;

/** @throws DomainError too_many_passkeys */
export function assertMayAdd(existing: readonly Passkey[]): void {
  if (existing.length >= maxPasskeys)
    throw ruleViolated('too_many_passkeys', `An account can have at most ${maxPasskeys} passkeys; remove one first`);
}
