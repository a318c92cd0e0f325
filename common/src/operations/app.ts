import type { Express } from 'express';
import { createApp, type IdempotencyStore, noLoadShedding } from '../http/index.ts';
import type { Logger } from '../log/index.ts';
import type { Registry } from '../metrics/index.ts';
import type { PublicKeys } from '../session-keys/index.ts';
import { type OperationsUseCases, operationsRoutes } from './routes.ts';

export interface OperationsAppOptions {
  service: string;
  useCases: OperationsUseCases;
  publicKeys: PublicKeys;
  log: Logger;
  metrics: Registry;
}

const refuseToRepeat = async (): Promise<never> => {
  throw new Error('no route of operators changes anything here');
};
const noIdempotency: IdempotencyStore = {
  claim: refuseToRepeat,
  renew: refuseToRepeat,
  complete: refuseToRepeat,
  release: refuseToRepeat,
};

/**
 * Creates the HTTP edge of a service without a public API: the routes of operators alone. It accepts the sessions that auth signs
 * and needs no secret for that. Whether a session is revoked is known to ops, which has checked it before it asks.
 */
export const createOperationsApp = ({ useCases, ...options }: OperationsAppOptions): Express =>
  createApp({
    ...options,
    routes: operationsRoutes(useCases),
    isSessionRevoked: async () => false,
    idempotency: noIdempotency,
    shedder: noLoadShedding,
  });
