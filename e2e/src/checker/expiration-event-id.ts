import { createHash } from 'node:crypto';

/** The contract's namespace of expiration events, repeated here because it must never change. */
const namespace = Buffer.from('3b0f6c1e5f0a4d0e9c556f3a2f1f7c11', 'hex');

/** UUIDv5 of an order's id. Source: RFC 9562, 5.5. */
export function expirationEventId(orderId: string): string {
  const digest = createHash('sha1').update(namespace).update(orderId).digest().subarray(0, 16);
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  return digest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
