import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { mergeOpenApi } from '@/api-reference/merge-open-api.ts';
import { OperationDetails } from '@/api-reference/operation-details.tsx';
import { operationsOf } from '@/api-reference/operations.ts';
import { readServiceDocuments } from '@/api-reference/read-service-documents.ts';
import { Notice } from '@/ui/notice.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reference'))('title'), alternates: { canonical: '/api' } };
}

/** The HTTP API of all services, from their OpenAPI documents. Rendered here, so that it needs no script. */
export default async function ReferencePage() {
  const [documents, t] = await Promise.all([readServiceDocuments(), getTranslations('reference')]);
  const services = operationsOf(mergeOpenApi(documents));
  const missing = documents.filter(({ document }) => !document).map(({ service }) => service);
  return (
    <div className="flex flex-col gap-10">
      <header className="flex flex-col gap-3">
        <h1 className="display text-4xl sm:text-5xl">{t('title')}</h1>
        <p className="max-w-3xl text-muted">
          {t.rich('about', {
            link: (chunks) => (
              <a href="/api/openapi.json" className={linkClass}>
                {chunks}
              </a>
            ),
            events: (chunks) => (
              <a href="/api/events" className={linkClass}>
                {chunks}
              </a>
            ),
          })}
        </p>
        <pre className="rounded-field border border-line bg-card px-4 py-3 font-mono text-sm leading-6 wrap-anywhere whitespace-pre-wrap">
          {signInExample}
        </pre>
      </header>
      {missing.length > 0 && <Notice title={t('missing', { services: missing.join(', ') })}>{t('missingText')}</Notice>}
      {[...services].map(([service, operations]) => (
        <section key={service} aria-labelledby={service} className="flex flex-col gap-3">
          <h2 id={service} className="display text-2xl">
            {service}
          </h2>
          {operations.map((operation) => (
            <OperationDetails key={operation.id} operation={operation} />
          ))}
        </section>
      ))}
    </div>
  );
}

const linkClass = 'text-accent-ink underline underline-offset-4';

const signInExample = `STORE=http://localhost:3000
curl -c cookies.txt -H 'content-type: application/json' -d '{"email":"…","password":"…"}' "$STORE/api/users/signin"`;
