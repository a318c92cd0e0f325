import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/**
 * Derives a key for one purpose from a shared secret, so that what is signed for one is valid for no other. Node computes an
 * HMAC four times faster with a key object than with the key's bytes.
 */
export const derivedKey = (secret: string, purpose: string): KeyObject =>
  createSecretKey(createHmac('sha256', secret).update(purpose).digest());
