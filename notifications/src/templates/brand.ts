/** The marketplace's name, which is the same in every language. */
export const brand = 'Boxstub';
