/** Characters of the shortest password that the API accepts. */
export const minPasswordLength = 8;
const maxPasswordLength = 128;

/** Whether the API accepts the length of a new password. */
export const isPasswordLength = ({ length }: string): boolean =>
  length >= minPasswordLength && length <= maxPasswordLength;
