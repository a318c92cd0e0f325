/** The signed-in person's account page. */
export const accountPath = '/account';
/** One file with everything about the signed-in person. */
export const exportPath = '/account/export';
/** Where a download that failed leads. */
export const exportFailedPath = '/account?reason=export#export';
/** What somebody sees whose account is gone. */
export const deletedPath = '/account/deleted';
/** Where a forgotten password is replaced. */
export const resetPath = '/reset';
/** Where an operator sets up the second factor that the console needs. */
export const twoStepPath = '/account?reason=operator#two-step';
/** Returns an address with a query, without parameters that have no value. */
export function withQuery(path: string, values: Record<string, string | undefined>): string {
  const given = Object.entries(values).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []));
  const query = new URLSearchParams(given).toString();
  return query ? `${path}?${query}` : path;
}

/** The page of an event's date or a departure, where seats are chosen. */
export const eventPath = (performanceId: string): string => `/events/${encodeURIComponent(performanceId)}`;

/** Where organisers prepare and sell performances. */
export const organisePath = '/organise';
export const newOrganiserPath = '/organise/new';
export const organiserPath = (organiserId: string): string => `/organise/${encodeURIComponent(organiserId)}`;
export const newVenuePath = (organiserId: string): string => `${organiserPath(organiserId)}/venues/new`;
export const newPerformancePath = (organiserId: string): string => `${organiserPath(organiserId)}/performances/new`;
export const venuePath = (venueId: string): string => `/organise/venues/${encodeURIComponent(venueId)}`;
/** A performance as its organiser sees it. */
export const ownPerformancePath = (id: string): string => `/organise/performances/${encodeURIComponent(id)}`;
export const editPerformancePath = (id: string): string => `${ownPerformancePath(id)}/edit`;
