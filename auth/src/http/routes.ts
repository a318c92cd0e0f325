import type { RouteSpec } from '@ticketing/common/http';
import { deleteUsersSessions } from './delete-users-sessions.ts';
import { deleteUsersSessionsId } from './delete-users-sessions-id.ts';
import { getUsersCurrentuser } from './get-users-currentuser.ts';
import { getUsersFactors } from './get-users-factors.ts';
import { getUsersJwks } from './get-users-jwks.ts';
import { getUsersProfile } from './get-users-profile.ts';
import { getUsersRefresh } from './get-users-refresh.ts';
import { getUsersSessions } from './get-users-sessions.ts';
import { postUsersDeletion } from './post-users-deletion.ts';
import { postUsersEmailVerification } from './post-users-email-verification.ts';
import { postUsersEmailVerificationConfirm } from './post-users-email-verification-confirm.ts';
import { postUsersFactorsPasskeys } from './post-users-factors-passkeys.ts';
import { postUsersFactorsPasskeysIdRemoval } from './post-users-factors-passkeys-id-removal.ts';
import { postUsersFactorsPasskeysOptions } from './post-users-factors-passkeys-options.ts';
import { postUsersFactorsRecoveryCodes } from './post-users-factors-recovery-codes.ts';
import { postUsersFactorsTotp } from './post-users-factors-totp.ts';
import { postUsersFactorsTotpConfirm } from './post-users-factors-totp-confirm.ts';
import { postUsersFactorsTotpRemoval } from './post-users-factors-totp-removal.ts';
import { postUsersPasswordReset } from './post-users-password-reset.ts';
import { postUsersPasswordResetConfirm } from './post-users-password-reset-confirm.ts';
import { postUsersReauthentication } from './post-users-reauthentication.ts';
import { postUsersRefresh } from './post-users-refresh.ts';
import { postUsersSignin } from './post-users-signin.ts';
import { postUsersSigninPasskey } from './post-users-signin-passkey.ts';
import { postUsersSigninPasskeyOptions } from './post-users-signin-passkey-options.ts';
import { postUsersSigninSecondFactor } from './post-users-signin-second-factor.ts';
import { postUsersSignout } from './post-users-signout.ts';
import { postUsersSignup } from './post-users-signup.ts';
import { putUsersPassword } from './put-users-password.ts';
import { putUsersProfile } from './put-users-profile.ts';
import type { RouteDeps } from './route-deps.ts';

export const routes = (deps: RouteDeps): RouteSpec[] => [
  postUsersSignup(deps),
  postUsersSignin(deps),
  postUsersSigninSecondFactor(deps),
  postUsersSigninPasskeyOptions(deps),
  postUsersSigninPasskey(deps),
  postUsersSignout(deps),
  getUsersCurrentuser(),
  postUsersRefresh(deps),
  getUsersRefresh(deps),
  getUsersJwks(deps),
  getUsersSessions(deps),
  deleteUsersSessions(deps),
  deleteUsersSessionsId(deps),
  getUsersProfile(deps),
  putUsersProfile(deps),
  putUsersPassword(deps),
  postUsersDeletion(deps),
  postUsersReauthentication(deps),
  getUsersFactors(deps),
  postUsersFactorsTotp(deps),
  postUsersFactorsTotpConfirm(deps),
  postUsersFactorsTotpRemoval(deps),
  postUsersFactorsPasskeysOptions(deps),
  postUsersFactorsPasskeys(deps),
  postUsersFactorsPasskeysIdRemoval(deps),
  postUsersFactorsRecoveryCodes(deps),
  postUsersEmailVerification(deps),
  postUsersEmailVerificationConfirm(deps),
  postUsersPasswordReset(deps),
  postUsersPasswordResetConfirm(deps),
];
