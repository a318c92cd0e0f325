export { type ApplyConnectorOptions, applyConnector } from './apply-connector.ts';
export { applyGrants } from './apply-grants.ts';
export { connectorNameOf } from './connector-config.ts';
export { createFirstSlot } from './create-first-slot.ts';
export { type CreateTopicsOptions, createTopics } from './create-topics.ts';
export { ensureSlot } from './ensure-slot.ts';
export { grantsOf, type KafkaUser, kafkaUsers } from './grants.ts';
export {
  initiateReplicaSet,
  type MemberAccess,
  type ReplicaSetMember,
  replicaSetName,
  withMember,
} from './initiate-replica-set.ts';
export type { DatabaseUser } from './mongo-users.ts';
export { type RegisterSchemasOptions, registerSchemas } from './register-schemas.ts';
export type { ConnectorDatabase } from './replication-slot.ts';
export { type SecureMemberOptions, secureMember } from './secure-member.ts';
