export * from './avro-schema.ts';
export * from './failure-topics.ts';
export * from './generated/events.ts';
export * from './headers.ts';
export * from './topics.ts';
export * from './topics-to-create.ts';
