import { dictionary } from '@zxcvbn-ts/language-common';

/** About 49,000 passwords from breaches, most frequent first, in lower case. */
const listed = new Set(dictionary['passwords-common'].map(String));

export const isListedPassword = (password: string): boolean => listed.has(password);
