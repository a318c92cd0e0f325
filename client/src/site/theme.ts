export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const themeCookie = 'theme';

/** @returns what the cookie says, or the system's choice */
export const themeOf = (cookie: string | undefined): Theme => themes.find((theme) => theme === cookie) ?? 'system';
