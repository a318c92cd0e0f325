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
/** The page of an event's date or a departure, where seats are chosen. */
export const eventPath = (performanceId: string): string => `/events/${encodeURIComponent(performanceId)}`;
