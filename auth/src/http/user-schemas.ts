import { safeText } from '@ticketing/common/http';
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

export const signUpBody = z.object({ email, password: newPassword });
export const signInBody = z.object({ email, password: knownPassword });
const mailToken = safeText('Token must be supplied').min(1, 'Token must be supplied').max(200, 'Token is too long');

export const passwordBody = z.object({ currentPassword: knownPassword, newPassword });

export const confirmBody = z.object({ token: mailToken });
export const resetRequestBody = z.object({ email });
export const resetBody = z.object({ token: mailToken, password: newPassword });

export const verificationResponse = z.object({ emailVerified: z.boolean() });
export const userResponse = z.object({ id: z.string(), email: z.string() }).meta({ id: 'User' });
export const toUserResponse = ({ id, email: address }: Pick<User, 'id' | 'email'>) => ({ id, email: address });
