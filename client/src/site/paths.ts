/** The signed-in person's account page. */
export const accountPath = '/account';
/** Where a forgotten password is replaced. */
export const resetPath = '/reset';
/** Where an operator sets up the second factor that the console needs. */
export const twoStepPath = '/account?reason=operator#two-step';
