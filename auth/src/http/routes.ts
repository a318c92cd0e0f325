import type { RouteSpec } from '@ticketing/common/http';
import { deleteUsersSessions } from './delete-users-sessions.ts';
import { deleteUsersSessionsId } from './delete-users-sessions-id.ts';
import { getUsersCurrentuser } from './get-users-currentuser.ts';
import { getUsersJwks } from './get-users-jwks.ts';
import { getUsersRefresh } from './get-users-refresh.ts';
import { getUsersSessions } from './get-users-sessions.ts';
import { postUsersEmailVerification } from './post-users-email-verification.ts';
import { postUsersEmailVerificationConfirm } from './post-users-email-verification-confirm.ts';
import { postUsersPasswordReset } from './post-users-password-reset.ts';
import { postUsersPasswordResetConfirm } from './post-users-password-reset-confirm.ts';
import { postUsersRefresh } from './post-users-refresh.ts';
import { postUsersSignin } from './post-users-signin.ts';
import { postUsersSignout } from './post-users-signout.ts';
import { postUsersSignup } from './post-users-signup.ts';
import { putUsersPassword } from './put-users-password.ts';
import type { RouteDeps } from './route-deps.ts';

export const routes = (deps: RouteDeps): RouteSpec[] => [
  postUsersSignup(deps),
  postUsersSignin(deps),
  postUsersSignout(deps),
  getUsersCurrentuser(),
  postUsersRefresh(deps),
  getUsersRefresh(deps),
  getUsersJwks(deps),
  getUsersSessions(deps),
  deleteUsersSessions(deps),
  deleteUsersSessionsId(deps),
  putUsersPassword(deps),
  postUsersEmailVerification(deps),
  postUsersEmailVerificationConfirm(deps),
  postUsersPasswordReset(deps),
  postUsersPasswordResetConfirm(deps),
];
