import { isVisible, readableText, safeText } from '@ticketing/common/http';
import { languages } from '@ticketing/contracts';
import { z } from 'zod';
import { parseEmail } from '../domain/email.ts';
import type { User } from '../domain/user.ts';

const invalidEmail = 'Email must be valid';
const invalidPassword = 'Password must be between 8 and 128 characters';

/** In the form in which accounts are compared. */
const email = safeText(invalidEmail)
  .trim()
  .transform((text, context) => {
    const address = parseEmail(text);
    if (address === null) context.addIssue({ code: 'custom', message: invalidEmail });
    return address ?? z.NEVER;
  })
  .meta({ format: 'email' });

const newPassword = safeText(invalidPassword).min(8, invalidPassword).max(128, invalidPassword);
/** A password that sign-up would refuse is refused before hashing. */
const knownPassword = z
  .string({ error: 'You must supply a password' })
  .min(1, 'You must supply a password')
  .max(128, invalidPassword);

const credentials = { email: 'buyer@example.com', password: 'nine lives of a cat' };

export const signUpBody = z.object({ email, password: newPassword }).meta({ example: credentials });
export const signInBody = z.object({ email, password: knownPassword }).meta({ example: credentials });
const mailToken = safeText('Token must be supplied').min(1, 'Token must be supplied').max(200, 'Token is too long');

const challenge = safeText('Challenge must be supplied')
  .min(1, 'Challenge must be supplied')
  .max(2_000, 'Challenge is too long');
/** People type codes with spaces. */
const code = safeText('Enter the 6 digits')
  .transform((typed) => typed.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Enter the 6 digits'));
const recoveryCode = safeText('Enter a recovery code')
  .min(1, 'Enter a recovery code')
  .max(100, 'Enter a recovery code');

const isOne = (given: object): boolean => Object.values(given).filter((value) => value !== undefined).length === 1;
const ownerProof = z.object({ password: knownPassword, code, recoveryCode }).partial();
/** Exactly one of them. */
export const ownerProofBody = ownerProof.refine(isOne, 'Send a password, a code or a recovery code');

const base64url = z
  .string()
  .regex(/^[\w-]*$/)
  .max(8_000);
const credential = <Response extends z.ZodRawShape>(response: Response) =>
  z.object({
    id: base64url.min(1).max(2_000),
    rawId: base64url.max(2_000),
    type: z.literal('public-key'),
    response: z.object({ clientDataJSON: base64url, ...response }),
    clientExtensionResults: z.object({}),
  });
/** WebAuthn, `AuthenticationResponseJSON`. */
const assertion = credential({ authenticatorData: base64url, signature: base64url, userHandle: base64url.optional() });
/** WebAuthn, `RegistrationResponseJSON`. */
const attestation = credential({
  attestationObject: base64url,
  transports: z.array(z.string().max(40)).max(10).optional(),
});

const passkeyName = readableText('Name must be text').trim().min(1, 'Enter a name').max(60, 'At most 60 characters');

const maxNameCharacters = 80;
/** One form of each name; nothing to see is no name. */
const displayName = readableText('Name must be text')
  .trim()
  .normalize('NFC')
  .max(maxNameCharacters, `Name must have at most ${maxNameCharacters} characters`)
  .refine((name) => name === '' || isVisible(name), 'Name must have visible characters')
  .transform((name) => name || null)
  .nullable()
  .meta({ description: 'What you want to be called; null or empty for none. Only you see it.' });
const mailLanguage = z
  .enum(languages, { error: `Language must be one of ${languages.join(', ')}` })
  .meta({ description: 'The language of mails' });

export const profileBody = z
  .object({ name: displayName, language: mailLanguage })
  .meta({ example: { name: 'Lea Meier', language: 'de' } });

export const secondFactorBody = z
  .object({ challenge, code: code.optional(), recoveryCode: recoveryCode.optional(), passkey: assertion.optional() })
  .refine(({ challenge: _, ...proof }) => isOne(proof), 'Send a code, a recovery code or a passkey');
export const passkeySignInBody = z.object({ challenge, passkey: assertion });
export const newPasskeyBody = z.object({ challenge, name: passkeyName, passkey: attestation });
export const codeBody = z.object({ code });

export const recoveryCodesResponse = z.object({
  recoveryCodes: z.array(z.string()).nullable().describe('New ones, when the account had none; not shown again'),
});
export const challengeResponse = z.object({ challenge: z.string(), expiresAt: z.iso.datetime() });
/** Passed to the browser as it is. */
export const webAuthnOptions = z.record(z.string(), z.unknown()).describe('Options for the browser’s WebAuthn');

export const passwordBody = z.object({ currentPassword: knownPassword, newPassword });

export const confirmBody = z.object({ token: mailToken });
export const resetRequestBody = z.object({ email });
export const resetBody = z.object({ token: mailToken, password: newPassword });

export const verificationResponse = z.object({ emailVerified: z.boolean() }).meta({ id: 'Verification' });
export const userResponse = z
  .object({ id: z.string(), email: z.string() })
  .meta({ id: 'User', example: { id: '66f0c0ffee0123456789abcd', email: credentials.email } });
export const toUserResponse = ({ id, email: address }: Pick<User, 'id' | 'email'>) => ({ id, email: address });

export const profileResponse = z
  .object({
    email: z.string(),
    emailVerified: z.boolean(),
    name: z.string().nullable(),
    language: z.enum(languages),
    roles: z.array(z.string()),
    createdAt: z.iso.datetime(),
  })
  .meta({
    id: 'Profile',
    example: {
      email: credentials.email,
      emailVerified: true,
      name: 'Lea Meier',
      language: 'de',
      roles: [],
      createdAt: '2027-05-01T10:00:00.000Z',
    },
  });
export const toProfileResponse = (user: User): z.infer<typeof profileResponse> => ({
  email: user.email,
  emailVerified: user.emailVerifiedAt !== null,
  name: user.name,
  language: user.language,
  roles: user.roles,
  createdAt: user.createdAt.toISOString(),
});
