import { networkOf } from '../addresses/index.ts';
import type { Logger } from '../log/index.ts';

/** What happened, in the words of ECS (`event.action`). */
export type SecurityAction =
  | 'user-signed-up'
  | 'user-deleted'
  | 'user-signed-in'
  | 'user-signed-out'
  | 'user-locked-out'
  | 'session-refreshed'
  | 'session-ended'
  | 'refresh-token-reused'
  | 'password-changed'
  | 'password-reset-requested'
  | 'password-reset'
  | 'email-verified'
  | 'user-reauthenticated'
  | 'second-factor-requested'
  | 'second-factor-added'
  | 'second-factor-removed'
  | 'second-factor-reset'
  | 'recovery-codes-renewed'
  | 'user-disabled'
  | 'user-enabled'
  | 'role-granted'
  | 'role-revoked'
  | 'access-refused'
  /** A request to a route that requires a role and changes something, such as an operator's replay. */
  | 'privileged-request';

export interface SecurityEvent {
  action: SecurityAction;
  outcome: 'success' | 'failure';
  /** Absent when nobody is known: an unknown email has no user, and emails are never logged. */
  userId?: string | undefined;
  /** The address of the request; only its network is logged. */
  address?: string | undefined;
  /** Further fields; no personal data, no secrets. */
  fields?: Record<string, unknown>;
}

export type SecurityLog = (event: SecurityEvent) => void;

const categoryOf = (action: SecurityAction): string[] => {
  if (
    /^(password|role|email|recovery-codes)-|^second-factor-(added|removed|reset)$|^user-(deleted|disabled|enabled)$/.test(
      action,
    )
  )
    return ['iam'];
  if (action === 'privileged-request') return ['configuration'];
  if (action.startsWith('session-') || action === 'refresh-token-reused') return ['session'];
  return ['authentication'];
};

/** `event.module` of all security events, by which a log store selects the stream. */
export const securityModule = 'security';

/**
 * Creates the security log: lines of the service's log with fields of the Elastic Common Schema. Addresses are truncated
 * to their network, and are left out when they are private.
 */
export const createSecurityLog =
  (log: Logger): SecurityLog =>
  ({ action, outcome, userId, address, fields }) => {
    const network = address === undefined ? null : networkOf(address);
    log.info(
      {
        'event.kind': 'event',
        'event.module': securityModule,
        'event.category': categoryOf(action),
        'event.action': action,
        'event.outcome': outcome,
        ...(userId !== undefined && { 'user.id': userId }),
        ...(network !== null && { 'source.ip': network.slice(0, network.indexOf('/')) }),
        ...fields,
      },
      'security event',
    );
  };
