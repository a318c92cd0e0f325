import { useTranslations } from 'next-intl';
import { PageLink } from '@/ui/page-link.tsx';
import { Code } from './code.tsx';
import { selectionTerms } from './logic/selection-terms.ts';

const mostIds = 3;

/** The letters of a replay or an audit entry. */
export function SelectionText({ selection }: { selection: unknown }) {
  const t = useTranslations('ops.selection');
  const found = selectionTerms(selection);
  if (!found) return selection === null ? '–' : <Code>{JSON.stringify(selection)}</Code>;
  if ('terms' in found) {
    if (found.terms.length === 0) return t('all');
    return (
      <Code>
        {found.terms.map(({ name, value }) => (
          <span key={name} className="mr-2 inline-block">
            {name}={value}
          </span>
        ))}
      </Code>
    );
  }
  const hidden = found.ids.length - mostIds;
  return (
    <>
      {found.ids.slice(0, mostIds).map((id) => (
        <PageLink
          key={id}
          href={`/ops/letters/${id}`}
          className="mr-2 inline-block underline decoration-line underline-offset-4 hover:text-accent-ink"
        >
          <Code>{id}</Code>
        </PageLink>
      ))}
      {hidden > 0 && t('more', { count: hidden })}
    </>
  );
}
