import { useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/ui/table.tsx';
import type { Operation } from './operations.ts';

const code = 'font-mono text-sm wrap-anywhere';

/** One operation, folded; opens without script and from a link to its id. */
export function OperationDetails({ operation }: { operation: Operation }) {
  const t = useTranslations('reference');
  const { id, method, path, summary, needsSession, parameters, body, responses } = operation;
  return (
    <details id={id} className="scroll-mt-6 rounded-card border border-line bg-card">
      <summary className="flex min-h-12 cursor-pointer flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:text-accent-ink">
        <span className={`w-16 text-sm font-bold ${method === 'GET' ? 'text-muted' : 'text-accent-ink'}`}>
          {method}
        </span>
        <h3 className={`${code} font-semibold`}>{path}</h3>
        <span className="text-muted">{summary}</span>
      </summary>
      <div className="flex flex-col gap-6 border-t border-line px-4 py-5">
        {needsSession && <p className="text-muted">{t('needsSession')}</p>}
        <Block title={t('example')}>{exampleOf(operation)}</Block>
        {parameters.length > 0 && <Parameters parameters={parameters} label={`${method} ${path}`} />}
        {body && <Block title={`${t('body')} · ${body.contentType}`}>{body.type ?? t('bytes')}</Block>}
        {responses.map(({ status, description, type }) => (
          <section key={status} className="flex flex-col gap-2">
            <h4 className="font-semibold">
              <span className="figures">{status}</span> <span className="text-muted">{description}</span>
            </h4>
            {type && <Code>{type}</Code>}
          </section>
        ))}
      </div>
    </details>
  );
}

function Parameters({ parameters, label }: Pick<Operation, 'parameters'> & { label: string }) {
  const t = useTranslations('reference');
  return (
    <Table
      label={t('parametersOf', { operation: label })}
      head={
        <>
          <Th>{t('parameter')}</Th>
          <Th>{t('type')}</Th>
          <Th isWide>{t('meaning')}</Th>
        </>
      }
    >
      {parameters.map(({ name, in: place, isRequired, type, description }) => (
        <tr key={`${place} ${name}`}>
          <Td>
            <span className={`${code} font-semibold`}>{name}</span>
            <span className="block text-muted">{isRequired ? `${place}, ${t('required')}` : place}</span>
          </Td>
          <Td>
            <span className={code}>{type}</span>
          </Td>
          <Td isWide>{description}</Td>
        </tr>
      ))}
    </Table>
  );
}

function Block({ title, children }: { title: string; children: string }) {
  return (
    <section className="flex flex-col gap-2">
      <h4 className="font-semibold">{title}</h4>
      <Code>{children}</Code>
    </section>
  );
}

const Code = ({ children }: { children: string }) => (
  <pre className={`${code} rounded-field border border-line bg-paper px-4 py-3 leading-6 whitespace-pre-wrap`}>
    {children}
  </pre>
);

/** A command line that sends the request with the cookies of a sign-in. */
function exampleOf({ method, path, needsSession, body }: Operation): string {
  const isJson = body?.contentType === 'application/json';
  const parts = [
    'curl',
    ...(method === 'GET' ? [] : ['-X', method]),
    ...(needsSession ? ['-b cookies.txt'] : []),
    ...(isJson ? [`-H 'content-type: application/json' -d '{…}'`] : body ? ['--data-binary @file'] : []),
    `"$STORE${path}"`,
  ];
  return parts.join(' ');
}
