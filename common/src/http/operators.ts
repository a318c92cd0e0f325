/** Access required by every route of operators. */
export const forOperators = { access: 'required', role: 'operator' } as const;

/** Responses of every route of operators. */
export const operatorAnswers = {
  401: { description: 'Not signed in' },
  403: { description: 'Not an operator (`forbidden`)' },
};
