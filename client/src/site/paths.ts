/** The signed-in person's account page. */
export const accountPath = '/account';
/** Where a forgotten password is replaced. */
export const resetPath = '/reset';
