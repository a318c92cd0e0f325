/** Id of the filter form, for controls outside it, such as the sort order. */
export const filterFormId = 'filters';
