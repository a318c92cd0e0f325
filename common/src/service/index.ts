export type { ReadinessCheck } from './health.ts';
export { runService, type ServiceConfig, type ServiceContext, type ServiceParts } from './run-service.ts';
