import type { IssuedChallenge } from '../second-factors/challenges.ts';

export const toChallengeResponse = ({ token, expiresAt }: IssuedChallenge) => ({
  challenge: token,
  expiresAt: expiresAt.toISOString(),
});

export const tooLongAgo = {
  description: 'Too long ago that the password or a factor was given in this session (`reauthentication_required`)',
} as const;

/** Refusals that changes of factors have in common. */
export const changeRefusals = {
  401: { description: 'Not signed in' },
  403: tooLongAgo,
  404: { description: 'The user is not one of this system’s, or has no such factor' },
} as const;

export const proofRefusals = {
  400: {
    description: 'Invalid input, not the password (`wrong_password`), or not a code (`invalid_code`)',
  },
  401: { description: 'Not signed in' },
  404: changeRefusals[404],
  429: { description: 'Too many failed attempts (`too_many_attempts`)' },
} as const;
