import { Table, Td, Th } from '@/ui/table.tsx';
import type { CataloguedEvent } from './catalogue.ts';

const day = 24 * 60 * 60 * 1_000;

/** One event: who publishes and reads it, its fields, a sample. In English, as the schemas are. */
export function EventEntry({ event }: { event: CataloguedEvent }) {
  const titleId = `${event.topic}-title`;
  const facts = [
    ['Topic', <code key="topic">{event.topic}</code>],
    ['Consumers', event.consumers.join(', ') || 'none yet'],
    ['Key', <code key="key">{event.key}</code>],
    ['Order', event.aggregate ? `version of the ${event.aggregate}` : 'per key'],
    ['Published by', event.relay],
    ['Partitions', String(event.partitions)],
    ['Kept', event.retentionMs < 0 ? 'forever' : `${event.retentionMs / day} days`],
  ] as const;
  return (
    <article id={event.topic} aria-labelledby={titleId} className="flex scroll-mt-24 flex-col gap-4">
      <header>
        <h3 id={titleId} className="display text-2xl">
          <a href={`#${event.topic}`} className="hover:underline">
            {event.name}
          </a>
        </h3>
        <p className="text-muted">{event.doc}</p>
      </header>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-muted">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      <FieldTable event={event} />
      <details className="text-sm">
        <summary className="min-h-11 cursor-pointer py-2 underline decoration-line underline-offset-4">Sample</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: makes it scrollable by keyboard */}
        <pre tabIndex={0} className="overflow-x-auto rounded-card border border-line bg-card p-4">
          <code>{event.example}</code>
        </pre>
      </details>
    </article>
  );
}

const FieldTable = ({ event: { name, fields } }: { event: CataloguedEvent }) => (
  <Table
    label={`Fields of ${name}`}
    head={
      <>
        <Th>Field</Th>
        <Th>Type</Th>
        <Th from="md">Default</Th>
        <Th isWide>Meaning</Th>
      </>
    }
  >
    {fields.map((field) => (
      <tr key={field.name}>
        <Td>
          <code>{field.name}</code>
        </Td>
        <Td>{field.type}</Td>
        <Td from="md">{field.defaultValue === undefined ? 'required' : <code>{field.defaultValue}</code>}</Td>
        <Td isWide>{field.doc}</Td>
      </tr>
    ))}
  </Table>
);
