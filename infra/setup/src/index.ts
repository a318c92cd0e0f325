export { type ApplyConnectorOptions, applyConnector } from './apply-connector.ts';
export { connectorNameOf } from './connector-config.ts';
export { createFirstSlot } from './create-first-slot.ts';
export { type CreateTopicsOptions, createTopics } from './create-topics.ts';
export { ensureSlot } from './ensure-slot.ts';
export { initiateReplicaSet, type ReplicaSetMember, replicaSetName, withMember } from './initiate-replica-set.ts';
export { type RegisterSchemasOptions, registerSchemas } from './register-schemas.ts';
export type { ConnectorDatabase } from './replication-slot.ts';
