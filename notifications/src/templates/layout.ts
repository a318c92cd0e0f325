import type { Language } from '@ticketing/contracts';
import { brand } from './brand.ts';
import type { Content } from './content.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** HTML whose values are escaped; lists are joined as they are. */
const html = (parts: TemplateStringsArray, ...values: (string | readonly Html[])[]): Html => ({
  html: parts.reduce((text, part, at) => {
    const value = values[at - 1] ?? '';
    return text + (typeof value === 'string' ? escapeHtml(value) : value.map((each) => each.html).join('')) + part;
  }),
});
interface Html {
  html: string;
}

export const toText = ({ heading, paragraphs, action, reason }: Content): string =>
  [heading, ...paragraphs, `${action.label}:\n${action.url}`, `-- \n${reason}`].join('\n\n');

/** No pictures, fonts or scripts: nothing is loaded, so nobody learns when the mail is read. */
export const toHtml = ({ heading, paragraphs, action, reason }: Content, language: Language): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${heading}</title>
</head>
<body style="margin:0;padding:24px;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:560px;margin:0 auto">
<p style="margin:0 0 24px;font-weight:bold">${brand}</p>
<h1 style="margin:0 0 16px;font-size:24px;line-height:1.25">${heading}</h1>
${paragraphs.map(
  (text) => html`<p style="margin:0 0 16px;overflow-wrap:anywhere">${text}</p>
`,
)}<p style="margin:24px 0"><a href="${action.url}" style="display:inline-block;padding:12px 20px;border-radius:12px;background:#3b2fff;color:#ffffff;text-decoration:none;font-weight:bold">${action.label}</a></p>
<p style="margin:0 0 16px;font-size:13px;overflow-wrap:anywhere">${action.url}</p>
<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #8884;font-size:13px">${reason}</p>
</div>
</body>
</html>
`.html;
