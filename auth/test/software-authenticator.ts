import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { publicUrl } from './auth-fixture.ts';

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest();
const u16 = (value: number) => Buffer.from([value >> 8, value & 0xff]);
const u32 = (value: number) => Buffer.from([value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]);

/** Flags of authenticator data: user present, user verified, attested credential. */
const [present, verified, attested] = [0x01, 0x04, 0x40];

export interface CeremonyOptions {
  origin?: string;
  isUserVerified?: boolean;
  /** The signature counter; by default it rises by one. */
  counter?: number;
}

/** What a browser with a platform authenticator answers (WebAuthn Level 3), with ES256 keys. */
export interface SoftwareAuthenticator {
  id: string;
  create(options: { challenge: string; user: { id: string } }, ceremony?: CeremonyOptions): object;
  get(options: { challenge: string }, ceremony?: CeremonyOptions): object;
}

/** COSE_Key of an ES256 key (RFC 9053, 7.1.1). */
function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const [head, beforeX, beforeY] = ['a501020326', '2001215820', '225820'].map((hex) => Buffer.from(hex, 'hex'));
  return Buffer.concat([head, beforeX, Buffer.from(x, 'base64url'), beforeY, Buffer.from(y, 'base64url')] as Buffer[]);
}

/** `{fmt: "none", attStmt: {}, authData}` in CBOR. */
const attestationObject = (authData: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
    u16(authData.length),
    authData,
  ]);

export function softwareAuthenticator(): SoftwareAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  const id = credentialId.toString('base64url');
  let counter = 0;
  let userHandle = '';

  const clientData = (type: string, challenge: string, origin = publicUrl) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authData = (
    flags: number,
    attestedData = Buffer.alloc(0),
    { isUserVerified = true, ...given }: CeremonyOptions,
  ) => {
    counter = given.counter ?? counter + 1;
    const rpIdHash = sha256(new URL(publicUrl).hostname);
    return Buffer.concat([
      rpIdHash,
      Buffer.from([flags | (isUserVerified ? verified : 0)]),
      u32(counter),
      attestedData,
    ]);
  };
  const credential = (response: Record<string, Buffer | string[] | string>) => ({
    ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
    response: Object.fromEntries(
      Object.entries(response).map(([name, value]) => [
        name,
        Buffer.isBuffer(value) ? value.toString('base64url') : value,
      ]),
    ),
  });
  return {
    id,
    create({ challenge, user }, ceremony = {}) {
      userHandle = user.id;
      const data = Buffer.concat([Buffer.alloc(16), u16(credentialId.length), credentialId, coseKey(publicKey)]);
      return credential({
        clientDataJSON: clientData('webauthn.create', challenge, ceremony.origin),
        attestationObject: attestationObject(authData(present | attested, data, ceremony)),
        transports: ['internal'],
      });
    },
    get({ challenge }, ceremony = {}) {
      const clientDataJSON = clientData('webauthn.get', challenge, ceremony.origin);
      const authenticatorData = authData(present, undefined, ceremony);
      const key = createPrivateKey({ key: privateKey.export({ format: 'jwk' }), format: 'jwk' });
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientDataJSON)]), key);
      return credential({ clientDataJSON, authenticatorData, signature, userHandle });
    },
  };
}
