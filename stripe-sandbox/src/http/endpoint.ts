import type { z } from 'zod';
import type { Ledger } from '../ledger/ledger.ts';
import type { Scope } from '../use-cases/scope.ts';
import { parseParams } from './params.ts';

export type KeyKind = 'secret' | 'publishable';

/** The parts of a request that a route's rule may depend on. */
export interface Call<Params> {
  scope: Scope;
  params: Params;
  /** The `:id` of the path, or ''. */
  id: string;
  keyKind: KeyKind;
  table: Ledger['table'];
}

export interface Answer {
  status: number;
  body: object;
}

export interface Endpoint {
  method: 'GET' | 'POST';
  path: string;
  /** Whether a browser may call it with a publishable key. */
  isPublic: boolean;
  /** @throws ApiError for invalid parameters, before anything runs, so an idempotency key stays unused */
  prepare: (rawParams: unknown) => (call: Omit<Call<never>, 'params'>) => Answer;
}

interface Definition<Schema extends z.ZodType> {
  method: 'GET' | 'POST';
  path: string;
  isPublic?: boolean;
  params: Schema;
  run: (call: Call<z.output<Schema>>) => Answer;
}

export const endpoint = <Schema extends z.ZodType>({
  method,
  path,
  isPublic = false,
  params: schema,
  run,
}: Definition<Schema>): Endpoint => ({
  method,
  path,
  isPublic,
  prepare(rawParams) {
    const params = parseParams(schema, rawParams);
    return (call) => run({ ...call, params });
  },
});

export const ok = (body: object): Answer => ({ status: 200, body });
