/** The form that other controls of the page (the order of the list) belong to. */
export const filterFormId = 'filters';
