/**
 * The subset of Avro's schema language that the contracts use. Source: Apache Avro 1.12 specification, "Schema
 * Declaration".
 */
export type AvroType = string | AvroType[] | AvroRecord | AvroArray | AvroLogicalType;

export interface AvroArray {
  type: 'array';
  items: AvroType;
}

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

/** Whether a type is a list of another. */
export const isArray = (type: AvroType): type is AvroArray => typeof type === 'object' && 'items' in type;

/** Whether a type is a nested record, not a primitive, union, array or map. */
export const isRecord = (type: AvroType): type is AvroRecord =>
  typeof type === 'object' && !Array.isArray(type) && type.type === 'record';

/** Returns the records inside a type, each after those that it contains: itself, or what a union or an array holds. */
export function recordsIn(type: AvroType): AvroRecord[] {
  if (typeof type === 'string') return [];
  if (Array.isArray(type)) return type.flatMap(recordsIn);
  if (isArray(type)) return recordsIn(type.items);
  return isRecord(type) ? [...type.fields.flatMap((field) => recordsIn(field.type)), type] : [];
}
