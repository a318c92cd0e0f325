export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const themeCookie = 'theme';

/** @returns the cookie's theme; otherwise the system's */
export const themeOf = (cookie: string | undefined): Theme => themes.find((theme) => theme === cookie) ?? 'system';
