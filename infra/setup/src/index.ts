export { type ApplyConnectorOptions, applyConnector, connectorName } from './apply-connector.ts';
export { type CreateTopicsOptions, createTopics } from './create-topics.ts';
export { compatibility, type RegisterSchemasOptions, registerSchema, registerSchemas } from './register-schemas.ts';
