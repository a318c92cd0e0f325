const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Mark}\u2800]/u;

/** Whether a text has something to see; the same rule as the API's. A zero-width space alone is blank. */
export const isVisible = (text: string): boolean => visible.test(text);
