/** What every route here asks of who calls it. */
export const forOperators = { access: 'required', role: 'operator' } as const;

/** The answers that every route has. */
export const operatorAnswers = {
  401: { description: 'Not signed in' },
  403: { description: 'Not an operator (`forbidden`)' },
};
