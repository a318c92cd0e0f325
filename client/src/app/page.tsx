import { Suspense } from 'react';
import { Listings, ListingsSkeleton } from '../components/listings.tsx';

type BrowseProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What of the page's address goes on to the API; anything else in it (campaign tags, say) is not for the API. */
const PASSED_ON = ['cursor', 'limit'];

export default async function BrowsePage({ searchParams }: BrowseProps) {
  const given = await searchParams;
  const query = new URLSearchParams(
    PASSED_ON.flatMap((name) => (typeof given[name] === 'string' ? [[name, given[name]]] : [])),
  ).toString();
  return (
    <>
      <h1 className="display text-4xl sm:text-6xl">Tickets for sale</h1>
      <p className="mt-3 mb-8 text-lg text-muted sm:mb-10">
        Newest first. Reserve one and it is held for you while you pay.
      </p>
      <Suspense key={query} fallback={<ListingsSkeleton />}>
        <Listings query={query} />
      </Suspense>
    </>
  );
}
