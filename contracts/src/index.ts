export * from './avro-schema.ts';
export * from './generated/events.ts';
export * from './headers.ts';
export * from './topics.ts';
