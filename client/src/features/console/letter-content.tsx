import { useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/ui/table.tsx';
import type { LetterDetail } from './api/schemas.ts';
import { Code, CodeBlock } from './code.tsx';
import { bytesOf, hexDump } from './logic/hex-dump.ts';
import { Folded, Nothing, Section } from './section.tsx';

const mostBytes = 4_096;

/** The decoded value, if possible, and its writer's schema. */
export function DecodedValue({ title, content, schema }: Pick<LetterDetail, 'content' | 'schema'> & { title: string }) {
  const t = useTranslations('ops.letter');
  return (
    <Section title={title} aside={content.format === 'unknown' ? null : content.format.toUpperCase()}>
      {content.problem && <p className="text-sm">{t('problem', { problem: content.problem })}</p>}
      {content.format === 'unknown' ? (
        <Nothing>{t('notDecoded')}</Nothing>
      ) : (
        <CodeBlock label={title}>{JSON.stringify(content.value, null, 2)}</CodeBlock>
      )}
      {schema !== null && (
        <Folded title={t('showSchema')}>
          <CodeBlock label={t('schema')}>{JSON.stringify(schema, null, 2)}</CodeBlock>
        </Folded>
      )}
    </Section>
  );
}

/** The original bytes. */
export function RawBytes({ value }: { value: string | null }) {
  const t = useTranslations('ops.letter');
  const bytes = value === null ? null : bytesOf(value);
  return (
    <Section title={t('bytes')} aside={bytes && t('size', { count: bytes.length })}>
      {bytes === null || bytes.length === 0 ? (
        <Nothing>{t('noBytes')}</Nothing>
      ) : (
        <CodeBlock label={t('bytes')}>
          {hexDump(bytes, mostBytes).map(({ offset, hex, text }) => (
            <span key={offset} className="block">
              <span className="text-muted">{offset}</span>
              {`  ${hex.padEnd(48)}  `}
              <span className="text-accent-ink">{text}</span>
            </span>
          ))}
        </CodeBlock>
      )}
      {bytes && bytes.length > mostBytes && <p className="text-sm text-muted">{t('cut', { count: mostBytes })}</p>}
    </Section>
  );
}

/** The message's own headers and, collapsed, those added when it failed. */
export function Headers({ headers }: Pick<LetterDetail, 'headers'>) {
  const t = useTranslations('ops.letter');
  const isAdded = ({ name }: Header) => name.startsWith('dlq.');
  const added = headers.filter(isAdded);
  return (
    <Section title={t('headers')}>
      <HeaderTable label={t('headers')} headers={headers.filter((header) => !isAdded(header))} />
      {added.length > 0 && (
        <Folded title={t('addedHeaders', { count: added.length })}>
          <HeaderTable label={t('addedHeaders', { count: added.length })} headers={added} />
        </Folded>
      )}
    </Section>
  );
}

type Header = LetterDetail['headers'][number];

function HeaderTable({ label, headers }: { label: string; headers: Header[] }) {
  const t = useTranslations('ops.letter');
  if (headers.length === 0) return <Nothing>{t('noHeaders')}</Nothing>;
  return (
    <Table
      label={label}
      head={
        <>
          <Th>{t('header')}</Th>
          <Th isWide>{t('content')}</Th>
        </>
      }
    >
      {headers.map(({ name, text, base64 }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a message may have two equal headers
        <tr key={at}>
          <Td>
            <span className="sm:whitespace-nowrap">
              <Code>{name}</Code>
            </span>
          </Td>
          <Td isWide>
            <span className="line-clamp-6">
              <Code>{isText(text) ? text : `base64: ${base64}`}</Code>
            </span>
          </Td>
        </tr>
      ))}
    </Table>
  );
}

/** Valid UTF-8 without control characters other than line breaks and tabs. */
const isText = (text: string): boolean => !/\p{Cc}|\ufffd/u.test(text.replaceAll(/\s/g, ' '));
