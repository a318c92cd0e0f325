export { createOnce, type Effect, newEffect, objectIdOf } from './effect.ts';
export { createSignedIds, type SignedIds } from './signed-ids.ts';
