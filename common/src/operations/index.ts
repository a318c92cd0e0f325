export { createOperationsApp } from './app.ts';
export {
  type FindProcessed,
  type OrderRecords,
  orderRecordsBody,
  type ParkedRecord,
  type ProcessedEvent,
  processedBody,
  type ReadOrderRecords,
  type RecordedRow,
  type RecordsOf,
  type WrittenEvent,
} from './records.ts';
export { maxEventIds, type OperationsUseCases, operationsRoutes, orderRecordsPath, processedPath } from './routes.ts';
