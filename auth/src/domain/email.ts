const maxLocalOctets = 64;
const maxAddressOctets = 254;

/** Dots may stand between atoms only. Source: RFC 5321, 4.1.2 (Dot-string), with the atoms of RFC 5322, 3.2.3. */
const dotString = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** Source: RFC 5321, 4.1.2 (Quoted-string). */
const quotedString = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])*)"$/;

/** Returns a local part in its only form: unquoted where quotes are not needed, without needless backslashes. */
function localOf(text: string): string | null {
  if (dotString.test(text)) return text;
  const quoted = quotedString.exec(text)?.[1];
  if (quoted === undefined) return null;
  const content = quoted.replace(/\\(.)/g, '$1');
  return dotString.test(content) ? content : `"${content.replace(/["\\]/g, '\\$&')}"`;
}

/** The characters of labels in any script, and the dots of UTS 46; the URL parser would take others for its own syntax. */
const domainCharacters = /^[\p{L}\p{N}\p{M}.\u3002\uff0e\uff61-]+$/u;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Returns a domain in lower case and ASCII (`münchen.de` is `xn--mnchen-3ya.de`); null when it is none. */
function domainOf(text: string): string | null {
  if (!domainCharacters.test(text)) return null;
  const ascii = URL.parse(`http://${text}/`)?.hostname;
  const labels = ascii?.split('.') ?? [];
  // A last label of digits would be an IP address.
  const isDomain = labels.length > 1 && labels.every((each) => label.test(each)) && /[a-z]/.test(labels.at(-1) ?? '');
  return ascii && isDomain ? ascii : null;
}

/**
 * Returns an e-mail address in the form in which accounts are compared: lower case, the domain in ASCII, so that
 * `X@MÜNCHEN.de` and `x@xn--mnchen-3ya.de` are one account. Accepts every local part of RFC 5321 and internationalised
 * domains.
 * @returns null when it is no address
 */
export function parseEmail(text: string): string | null {
  const at = text.lastIndexOf('@');
  const [local, domain] = [localOf(text.slice(0, at)), domainOf(text.slice(at + 1))];
  if (at < 1 || local === null || domain === null || local === '""') return null;
  const address = `${local}@${domain}`.toLowerCase();
  return local.length <= maxLocalOctets && address.length <= maxAddressOctets ? address : null;
}
