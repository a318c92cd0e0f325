import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { ApiError } from '../../domain/api-error.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Transaction } from '../../ledger/transaction.ts';
import type { ShapeContext } from '../../shapes/shape-context.ts';
import { answerChallenge } from '../../use-cases/payment-intents.ts';
import type { Scope } from '../../use-cases/scope.ts';
import type { SettlementScheduler } from '../../use-cases/settlement-scheduler.ts';
import type { WebhookDeliveries } from '../../webhooks/deliver-webhooks.ts';
import { errorBody } from '../error-body.ts';
import { type Faults, faultRequest } from '../faults.ts';
import { challengePage } from './challenge-page.ts';
import { ledgerView } from './ledger-view.ts';

export interface ControlDependencies {
  ledger: Ledger;
  scopeOf: (tx: Transaction) => Scope;
  shapeContext: ShapeContext;
  faults: Faults;
  webhooks: WebhookDeliveries;
  settlements: SettlementScheduler;
}

const webhookMode = z.strictObject({ copies: z.union([z.literal(1), z.literal(2)]), isHeld: z.boolean() }).partial();
const challengeResult = z.enum(['complete', 'fail']);
const page = z.object({ client_secret: z.string() });

/** Creates the router of /_sandbox, for everything that Stripe lacks. JSON in, JSON out; listed in the README. */
export function createControlRouter(dependencies: ControlDependencies): Router {
  const { ledger, scopeOf, faults, webhooks, settlements } = dependencies;
  const router = Router();
  router.use(express.json(), express.urlencoded({ extended: false }));

  router.get('/ledger', async (_req, res) => {
    const view = ledgerView(ledger);
    await ledger.durable();
    res.json(view);
  });

  router.get('/faults', (_req, res) => void res.json({ faults: faults.list() }));
  router.post('/faults', (req, res) => void res.status(201).json(faults.add(faultRequest.parse(req.body))));
  router.delete('/faults', (_req, res) => {
    faults.clear();
    res.sendStatus(204);
  });
  router.delete('/faults/:id', (req, res) => {
    faults.clear(req.params.id);
    res.sendStatus(204);
  });

  const webhookState = (): object => ({ ...webhooks.mode(), pending: ledger.table('delivery').rows() });
  router.get('/webhooks', (_req, res) => void res.json(webhookState()));
  router.patch('/webhooks', (req, res) => {
    webhooks.setMode(webhookMode.parse(req.body));
    res.json(webhookState());
  });

  router.post('/settlements/:id', async (req, res) => {
    await settlements.settleNow(req.params.id);
    res.sendStatus(204);
  });

  router.get('/challenges/:id', (req, res) => {
    const { client_secret: clientSecret } = page.parse(req.query);
    const intent = ledger.table('paymentIntent').get(req.params.id);
    const isOpen = intent?.status === 'requires_action' && intent.clientSecret === clientSecret;
    res
      .status(isOpen ? 200 : 404)
      .type('html')
      .send(challengePage(isOpen ? intent : null));
  });

  router.post('/challenges/:id/:result', async (req, res) => {
    const isPassed = challengeResult.parse(req.params.result) === 'complete';
    const returnUrl = ledger.table('paymentIntent').get(req.params.id)?.challenge?.returnUrl;
    const { result, durable } = ledger.transact((tx) => answerChallenge(scopeOf(tx), req.params.id, isPassed));
    await durable;
    // The challenge page is a form: a browser is redirected to the shop, a program reads the status.
    if (req.is('application/x-www-form-urlencoded') && returnUrl)
      return res.redirect(303, returnUrlWith(returnUrl, result));
    return res.json({ id: result.id, status: result.status });
  });

  router.use((_req: Request, res: Response) => void res.status(404).json({ error: 'unknown route' }));
  router.use(onError(dependencies));
  return router;
}

function returnUrlWith(returnUrl: string, intent: { id: string; clientSecret: string; status: string }): string {
  const url = new URL(returnUrl);
  url.searchParams.set('payment_intent', intent.id);
  url.searchParams.set('payment_intent_client_secret', intent.clientSecret);
  url.searchParams.set('redirect_status', intent.status === 'succeeded' ? 'succeeded' : 'failed');
  return url.href;
}

const onError =
  ({ shapeContext }: ControlDependencies): ErrorRequestHandler =>
  (error: unknown, _req, res, next) => {
    if (error instanceof z.ZodError) return void res.status(400).json({ error: z.prettifyError(error) });
    if (error instanceof ApiError)
      return void res.status(error.fault.status).json(errorBody(shapeContext, error.fault));
    return next(error);
  };
