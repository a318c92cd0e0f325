export type { ReadinessCheck } from './health.ts';
export { consumeEvents, type Messaging, openMessaging } from './messaging.ts';
export { runService, type ServiceConfig, type ServiceContext, type ServiceParts } from './run-service.ts';
