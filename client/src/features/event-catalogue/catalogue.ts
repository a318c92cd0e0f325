import document from '@ticketing/contracts/asyncapi.json' with { type: 'json' };

export interface EventField {
  name: string;
  /** Avro's type in one line, such as `long (timestamp-millis) or null`. */
  type: string;
  /** As JSON; undefined for a required field. */
  defaultValue: string | undefined;
  doc: string;
}

export interface CataloguedEvent {
  topic: string;
  name: string;
  doc: string;
  owner: string;
  consumers: readonly string[];
  key: string;
  aggregate: string | null;
  relay: string;
  partitions: number;
  /** Milliseconds; −1 forever. */
  retentionMs: number;
  fields: readonly EventField[];
  example: string;
}

type AvroType =
  | string
  | readonly AvroType[]
  | { type: AvroType; logicalType?: string; name?: string; fields?: AvroField[]; items?: AvroType };
interface AvroField {
  name: string;
  type: AvroType;
  doc?: string;
  default?: unknown;
}

/** Returns a type's description, and a nested record's name instead of its fields. */
export function typeText(type: AvroType): string {
  if (typeof type === 'string') return type;
  if ('length' in type)
    return [...type]
      .sort((a) => (a === 'null' ? 1 : -1))
      .map(typeText)
      .join(' or ');
  if (type.fields) return type.name ?? 'record';
  if (type.items) return `array of ${typeText(type.items)}`;
  return type.logicalType ? `${typeText(type.type)} (${type.logicalType})` : typeText(type.type);
}

/** Returns the record that a type is, lists or may be; undefined for none. */
function recordIn(type: AvroType): { fields: AvroField[]; suffix: string } | undefined {
  if (typeof type === 'string') return undefined;
  if ('length' in type) return type.map(recordIn).find((record) => record !== undefined);
  if (type.fields) return { fields: type.fields, suffix: '.' };
  const listed = type.items === undefined ? undefined : recordIn(type.items);
  return listed && { ...listed, suffix: `[]${listed.suffix}` };
}

const nestedFieldsOf = ({ name, type }: AvroField, prefix: string): EventField[] => {
  const record = recordIn(type);
  return record ? fieldsOf(record.fields, `${prefix}${name}${record.suffix}`) : [];
};

/** Returns a record's fields, with those of nested records as `ticket.id` and of listed ones as `items[].id`. */
export const fieldsOf = (fields: readonly AvroField[], prefix = ''): EventField[] =>
  fields.flatMap((field) => [
    {
      name: prefix + field.name,
      type: typeText(field.type),
      defaultValue: field.default === undefined ? undefined : JSON.stringify(field.default),
      doc: field.doc ?? '',
    },
    ...nestedFieldsOf(field, prefix),
  ]);

const channels = Object.values(document.channels);
const messages = Object.values(document.components.messages);

/** Every event of the AsyncAPI document, in its order. */
export const events: readonly CataloguedEvent[] = channels.map((channel) => {
  const name = Object.keys(channel.messages)[0];
  const message = messages.find((each) => each.name === name);
  if (!message) throw new Error(`the AsyncAPI document has no message for ${channel.address}`);
  return {
    topic: channel.address,
    name: message.name,
    doc: channel.description,
    owner: channel['x-owner'],
    consumers: channel['x-consumers'],
    key: channel['x-key'],
    aggregate: channel['x-aggregate'],
    relay: channel['x-relay'],
    partitions: channel.bindings.kafka.partitions,
    retentionMs: channel.bindings.kafka.topicConfiguration['retention.ms'],
    fields: fieldsOf(message.payload.schema.fields as AvroField[]),
    example: JSON.stringify(message.examples[0]?.payload, null, 2),
  };
});

/** The events of each service, in the document's order. */
export const eventsByOwner: readonly (readonly [string, readonly CataloguedEvent[]])[] = [
  ...Map.groupBy(events, ({ owner }) => owner),
];

export const introduction = document.info.description;
