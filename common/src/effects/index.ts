export { type Effect, makeOnce, newEffect, objectIdOf } from './effect.ts';
export { createOwnIds, type OwnIds } from './own-ids.ts';
