import { addPasskey, startPasskey } from './add-passkey.ts';
import { answerSecondFactor } from './answer-second-factor.ts';
import { changePassword } from './change-password.ts';
import { confirmEmail } from './confirm-email.ts';
import { deleteAccount } from './delete-account.ts';
import { endOwnSession, endOwnSessions } from './end-own-sessions.ts';
import { confirmTotp, startTotp } from './enrol-totp.ts';
import { listFactors } from './list-factors.ts';
import { listSessions } from './list-sessions.ts';
import { changeProfile, readProfile } from './profile.ts';
import { reauthenticate } from './prove-again.ts';
import { publishContacts } from './publish-contact.ts';
import { refreshSession } from './refresh-session.ts';
import { removeFactor } from './remove-factor.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { type RequestMailDeps, requestPasswordReset, requestVerification } from './request-mail.ts';
import { resetPassword } from './reset-password.ts';
import { sessionOfToken } from './session-of-token.ts';
import { signIn } from './sign-in.ts';
import type { SignInDeps } from './sign-in-deps.ts';
import { signInWithPasskey, startPasskeySignIn } from './sign-in-with-passkey.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';

export type UseCaseDeps = SignInDeps & RequestMailDeps;

export const createUseCases = (deps: UseCaseDeps) => ({
  signUp: signUp(deps),
  signIn: signIn(deps),
  answerSecondFactor: answerSecondFactor(deps),
  startPasskeySignIn: startPasskeySignIn(deps),
  signInWithPasskey: signInWithPasskey(deps),
  reauthenticate: reauthenticate(deps),
  listFactors: listFactors(deps),
  startTotp: startTotp(deps),
  confirmTotp: confirmTotp(deps),
  startPasskey: startPasskey(deps),
  addPasskey: addPasskey(deps),
  removeFactor: removeFactor(deps),
  renewRecoveryCodes: renewRecoveryCodes(deps),
  signOut: signOut(deps),
  readProfile: readProfile(deps),
  changeProfile: changeProfile(deps),
  deleteAccount: deleteAccount(deps),
  changePassword: changePassword(deps),
  refreshSession: refreshSession(deps),
  sessionOfToken: sessionOfToken(deps),
  listSessions: listSessions(deps),
  endOwnSession: endOwnSession(deps),
  endOwnSessions: endOwnSessions(deps),
  requestVerification: requestVerification(deps),
  confirmEmail: confirmEmail(deps),
  requestPasswordReset: requestPasswordReset(deps),
  resetPassword: resetPassword(deps),
  publishContacts: publishContacts(deps),
});

export type UseCases = ReturnType<typeof createUseCases>;
