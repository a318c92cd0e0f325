import type { RouteSpec } from '@ticketing/common/http';
import { operationsRoutes } from '@ticketing/common/operations';
import type { UseCases } from '../use-cases/index.ts';
import { type BrowserConfig, getPaymentsConfig } from './get-payments-config.ts';
import { getPaymentsMine } from './get-payments-mine.ts';
import { postPayments } from './post-payments.ts';
import { postPaymentsIdSettlement } from './post-payments-id-settlement.ts';
import { postPaymentsIntents } from './post-payments-intents.ts';
import { postPaymentsWebhook } from './post-payments-webhook.ts';

export const routes = (useCases: UseCases, browser: BrowserConfig): RouteSpec[] => [
  postPayments(useCases),
  postPaymentsIntents(useCases),
  postPaymentsIdSettlement(useCases),
  getPaymentsMine(useCases),
  getPaymentsConfig(browser),
  postPaymentsWebhook(useCases),
  ...operationsRoutes(useCases),
];
