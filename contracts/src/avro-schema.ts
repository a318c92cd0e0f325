/**
 * The subset of Avro's schema language that the contracts use. Source: Apache Avro 1.12 specification, "Schema
 * Declaration".
 */
export type AvroType = string | AvroType[] | AvroRecord | AvroLogicalType;

export interface AvroLogicalType {
  type: string;
  logicalType: string;
}

export interface AvroField {
  name: string;
  type: AvroType;
  doc?: string;
  default?: unknown;
}

export interface AvroRecord {
  type: 'record';
  name: string;
  namespace?: string;
  doc?: string;
  fields: AvroField[];
}

/** Whether a type is a nested record, not a primitive, union, array or map. */
export const isRecord = (type: AvroType): type is AvroRecord =>
  typeof type === 'object' && !Array.isArray(type) && type.type === 'record';
