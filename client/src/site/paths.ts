/** The signed-in person's account page. */
export const accountPath = '/account';
