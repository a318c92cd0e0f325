/** Access required by every route. */
export const forOperators = { access: 'required', role: 'operator' } as const;

/** Responses of every route. */
export const operatorAnswers = {
  401: { description: 'Not signed in' },
  403: { description: 'Not an operator (`forbidden`)' },
};
