import type { RouteSpec } from '@ticketing/common/http';
import type { UseCases } from '../use-cases/index.ts';
import { getUsersCurrentuser } from './get-users-currentuser.ts';
import { postUsersSignin } from './post-users-signin.ts';
import { postUsersSignout } from './post-users-signout.ts';
import { postUsersSignup } from './post-users-signup.ts';

export const routes = (useCases: UseCases, jwtKey: string): RouteSpec[] => [
  postUsersSignup(useCases, jwtKey),
  postUsersSignin(useCases, jwtKey),
  postUsersSignout(useCases),
  getUsersCurrentuser(),
];
