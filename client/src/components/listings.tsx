import { readTickets } from '../lib/api/server.ts';
import { nextPageQuery } from '../lib/link-header.ts';
import { ButtonLink } from './button.tsx';
import { Notice } from './notice.tsx';
import { Price } from './price.tsx';
import { ServiceAway } from './service-away.tsx';
import { Stub } from './stub.tsx';

const GRID = 'grid grid-cols-1 gap-4 md:grid-cols-2 md:gap-6';
const listedOn = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

/** @param query the page's query, passed on to the API */
export async function Listings({ query }: { query: string }) {
  const isFirstPage = !new URLSearchParams(query).has('cursor');
  const answer = await readTickets(query);
  if (!answer.ok) {
    const { problem } = answer;
    return problem.kind === 'refused' && problem.status < 500 ? <BadPage /> : <ServiceAway what="the tickets" />;
  }
  const tickets = answer.value;
  const nextQuery = nextPageQuery(answer.headers.get('link'));
  if (tickets.length === 0) return isFirstPage ? <NothingForSale /> : <BadPage />;
  return (
    <>
      <ul className={GRID} aria-label="Tickets for sale">
        {tickets.map(({ id, title, price, currency, createdAt }) => (
          <li key={id}>
            <Stub
              seed={id}
              title={title}
              href={`/tickets/${id}`}
              headingLevel="h2"
              tear={<Price price={price} currency={currency} />}
            >
              <p className="text-sm text-muted">
                Listed <time dateTime={createdAt}>{listedOn.format(new Date(createdAt))}</time>
              </p>
            </Stub>
          </li>
        ))}
      </ul>
      <nav aria-label="Pages" className="mt-8 flex flex-wrap justify-between gap-3">
        {!isFirstPage && (
          <ButtonLink look="plain" href="/">
            Back to the newest
          </ButtonLink>
        )}
        {nextQuery && (
          <ButtonLink look="plain" href={`/?${nextQuery}`}>
            Older tickets
          </ButtonLink>
        )}
      </nav>
    </>
  );
}

function NothingForSale() {
  return (
    <div className="flex flex-col items-start gap-4 py-6">
      <Notice title="No tickets for sale">Everything is sold or on hold. New listings appear here first.</Notice>
      <ButtonLink href="/tickets/new">Sell a ticket</ButtonLink>
    </div>
  );
}

function BadPage() {
  return (
    <div className="flex flex-col items-start gap-4 py-6">
      <Notice title="No tickets on this page">What was listed here has moved on.</Notice>
      <ButtonLink href="/">See the newest tickets</ButtonLink>
    </div>
  );
}

export function ListingsSkeleton() {
  return (
    <div role="status" aria-label="Loading tickets" className={GRID}>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <div key={key} className="stub-outline">
          <div className="stub-cut flex h-28 items-center gap-5 bg-card">
            <div className="skeleton h-28 w-20 rounded-none sm:w-24" />
            <div className="flex grow flex-col gap-3">
              <div className="skeleton h-5 w-3/4" />
              <div className="skeleton h-4 w-1/3" />
            </div>
            <div className="stub-tear flex h-28 items-center justify-center">
              <div className="skeleton h-6 w-16" />
            </div>
          </div>
        </div>
      ))}
    </div>
  );
}
