import { z } from 'zod';

/** A fault to inject, for tests of the caller. */
export const faultRequest = z
  .strictObject({
    method: z.enum(['GET', 'POST']),
    // An API path; `*` matches one segment: /v1/payment_intents/*/confirm
    path: z.string().regex(/^\/v1\/[\w/*-]+$/),
    action: z.enum([
      'error_before_execution',
      'drop_before_execution',
      'drop_after_execution',
      'delay_before_execution',
      'delay_answer',
    ]),
    delayMs: z.number().int().min(1).max(600_000).optional(),
    times: z.number().int().min(1).max(100_000).default(1),
  })
  .refine(({ action, delayMs }) => action.startsWith('delay') === (delayMs !== undefined), {
    error: 'delayMs is required for the two delay actions, and allowed only for them',
    path: ['delayMs'],
  });

type FaultRequest = z.output<typeof faultRequest>;
export type InjectedFault = FaultRequest & { id: string; remaining: number };

export interface Faults {
  add: (request: FaultRequest) => InjectedFault;
  list: () => InjectedFault[];
  clear: (id?: string) => void;
  /** Consumes one occurrence of the oldest fault for this call. */
  take: (method: string, path: string) => InjectedFault | undefined;
}

/** Kept in memory only: a restart removes all faults. */
export function createFaults(newId: (prefix: string) => string): Faults {
  let faults: InjectedFault[] = [];
  return {
    add(request) {
      const fault = { ...request, id: newId('fault_'), remaining: request.times };
      faults.push(fault);
      return fault;
    },
    list: () => faults,
    clear(id) {
      faults = id === undefined ? [] : faults.filter((fault) => fault.id !== id);
    },
    take(method, path) {
      const fault = faults.find((candidate) => candidate.method === method && pathMatches(candidate.path, path));
      if (!fault) return undefined;
      fault.remaining -= 1;
      faults = faults.filter(({ remaining }) => remaining > 0);
      return fault;
    },
  };
}

export function pathMatches(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  return wanted.length === given.length && wanted.every((segment, at) => segment === '*' || segment === given[at]);
}
