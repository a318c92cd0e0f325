import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers';
import type { Passkey } from '../domain/passkey.ts';
import type { User } from '../domain/user.ts';
import { type Challenge, challengeSeconds } from '../second-factors/challenges.ts';

const name = 'Boxstub';
const timeout = challengeSeconds * 1_000;

/** This site towards browsers (WebAuthn). Nothing here does I/O. */
export interface RelyingParty {
  registrationOptions(
    user: Pick<User, 'id' | 'email'>,
    challenge: Challenge,
    existing: readonly Passkey[],
  ): Promise<PublicKeyCredentialCreationOptionsJSON>;
  /** @returns null when the answer is not right */
  verifyRegistration(
    response: RegistrationResponseJSON,
    challenge: Challenge,
  ): Promise<Pick<Passkey, 'id' | 'publicKey' | 'counter' | 'transports'> | null>;
  /** @param allowed null lets the person choose among all passkeys for this site */
  authenticationOptions(
    challenge: Challenge,
    allowed: readonly Passkey[] | null,
  ): Promise<PublicKeyCredentialRequestOptionsJSON>;
  /** @returns the signature counter; null when the answer is not right, or the counter shows that there is a copy */
  verifyAuthentication(
    response: AuthenticationResponseJSON,
    challenge: Challenge,
    passkey: Passkey,
  ): Promise<number | null>;
}

/** @param publicUrl the address at which people open the site; passkeys belong to its host */
export function createRelyingParty(publicUrl: string): RelyingParty {
  const { origin: expectedOrigin, hostname: rpID } = new URL(publicUrl);
  const challengeOf = ({ id }: Challenge) => isoBase64URL.toBuffer(id);
  const referenceTo = ({ id, transports }: Passkey) => ({ id, transports });
  return {
    registrationOptions: (user, challenge, existing) =>
      generateRegistrationOptions({
        ...{ rpName: name, rpID, timeout, challenge: challengeOf(challenge), attestationType: 'none' },
        userID: new Uint8Array(Buffer.from(user.id)),
        userName: user.email,
        excludeCredentials: existing.map(referenceTo),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      }),

    async verifyRegistration(response, { id: expectedChallenge }) {
      const { registrationInfo } = await verifiedOrNull(async () => {
        assertUnattested(response);
        const expected = { expectedChallenge, expectedOrigin, expectedRPID: rpID };
        return verifyRegistrationResponse({ response, ...expected, requireUserVerification: true });
      });
      if (!registrationInfo) return null;
      const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
      return { id, publicKey, counter, transports };
    },

    authenticationOptions: (challenge, allowed) =>
      generateAuthenticationOptions({
        ...{ rpID, timeout, challenge: challengeOf(challenge), userVerification: 'required' },
        ...(allowed && { allowCredentials: allowed.map(referenceTo) }),
      }),

    async verifyAuthentication(response, { id: expectedChallenge }, { id, publicKey, counter, transports }) {
      const credential = { id, publicKey: new Uint8Array(publicKey), counter, transports };
      const { verified, authenticationInfo } = await verifiedOrNull(() => {
        const expected = { expectedChallenge, expectedOrigin, expectedRPID: rpID };
        return verifyAuthenticationResponse({ response, ...expected, credential, requireUserVerification: true });
      });
      return verified && authenticationInfo ? authenticationInfo.newCounter : null;
    },
  };
}

/** The library throws for whatever is not right in an answer; that is the sender's fault, not ours. */
const verifiedOrNull = async <T extends object>(verify: () => Promise<T>): Promise<Partial<T>> => {
  try {
    return await verify();
  } catch {
    return {};
  }
};

/**
 * None was asked for. A certificate in an attestation can name an address of its revocation list, which the library would
 * fetch.
 */
function assertUnattested({ response }: RegistrationResponseJSON): void {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject));
  const format = attestation.get('fmt');
  // Some authenticators sign with the new key itself, without a certificate.
  const isSelfSigned = format === 'packed' && attestation.get('attStmt').get('x5c') === undefined;
  if (format !== 'none' && !isSelfSigned) throw new Error('the authenticator is attested');
}
