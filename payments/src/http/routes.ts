import type { RouteSpec } from '@ticketing/common/http';
import type { UseCases } from '../use-cases/index.ts';
import { postPayments } from './post-payments.ts';
import { postPaymentsWebhook } from './post-payments-webhook.ts';

export const routes = (useCases: UseCases): RouteSpec[] => [postPayments(useCases), postPaymentsWebhook(useCases)];
