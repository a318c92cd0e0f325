import type { IncomingMessage } from 'node:http';
import type { OwnError } from './answer.ts';

/** Where a browser reaches Stripe's stand-in: on the store's own origin, so that no rule of a browser stands in between. */
export const sandboxPrefix = '/stripe-sandbox';

/** What a card form needs, and the bank's page. The sandbox's control and the calls of a secret key stay inside. */
const forBrowsers =
  /^(\/v1\/(payment_methods|payment_intents\/\w+(\/confirm)?)|\/_sandbox\/challenges\/\w+(\/(complete|fail))?)(\?|$)/;

export const notForBrowsers: OwnError = { status: 403, code: 'forbidden', message: 'Not for browsers' };

const targetOf = ({ url = '/' }: IncomingMessage): string => url.slice(sandboxPrefix.length);

export const isSandboxRequest = ({ url = '/' }: IncomingMessage): boolean => url.startsWith(`${sandboxPrefix}/`);

/** The request's target at the sandbox; null when it is not a browser's to ask: another path, or a secret key. */
export function sandboxPathOf(req: IncomingMessage): string | null {
  const target = targetOf(req);
  const isPublishable = /^Bearer pk_/.test(req.headers.authorization ?? '');
  const needsKey = target.startsWith('/v1/');
  return forBrowsers.test(target) && (isPublishable || !needsKey) ? target : null;
}
