import type { Addresses } from '../../checker/index.ts';

export interface StripeFault {
  method: 'GET' | 'POST';
  path: string;
  action:
    | 'error_before_execution'
    | 'drop_before_execution'
    | 'drop_after_execution'
    | 'delay_before_execution'
    | 'delay_answer';
  delayMs?: number;
  times: number;
}

/** The control API of the Stripe sandbox; see stripe-sandbox/README.md. */
export function sandboxOf({ stripe }: Addresses) {
  if (!stripe) throw new Error('the system uses the real Stripe, which has no faults to inject');
  const call = async (method: string, path: string, body?: unknown): Promise<void> => {
    const answer = await fetch(`${stripe}/_sandbox${path}`, {
      method,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`the sandbox answered ${answer.status}: ${await answer.text()}`);
    await answer.body?.cancel();
  };
  return {
    addFault: (fault: StripeFault) => call('POST', '/faults', fault),
    clearFaults: () => call('DELETE', '/faults'),
    setWebhooks: (mode: { copies?: 1 | 2; isHeld?: boolean }) => call('PATCH', '/webhooks', mode),
  };
}
