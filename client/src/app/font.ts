import localFont from 'next/font/local';

/**
 * Archivo with its width axis: text and display face in one file. It is preloaded, and the fallback font has its
 * metrics, so that nothing moves when it loads. globals.css loads characters beyond Latin 1 when a title needs them.
 */
export const archivo = localFont({
  src: '../../../node_modules/@fontsource-variable/archivo/files/archivo-latin-wdth-normal.woff2',
  weight: '100 900',
  declarations: [{ prop: 'font-stretch', value: '62% 125%' }],
  variable: '--font-archivo',
  display: 'swap',
  adjustFontFallback: 'Arial',
});
