interface PolicyOptions {
  isDevelopment: boolean;
  /** Whether Stripe's card form is used, which runs in Stripe's frames. */
  usesStripe: boolean;
}

/**
 * Only scripts with this response's nonce run, and scripts that those load. Styles come from our own files; the policy
 * forbids `style` attributes. Next's development overlay needs eval and inline styles.
 * Source of Stripe's part: Stripe, "Security at Stripe", content security policy.
 */
export function contentSecurityPolicy(nonce: string, { isDevelopment, usesStripe }: PolicyOptions): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // blob: preview of a selected picture before it is uploaded
    `img-src 'self' data: blob:${usesStripe ? ' https://*.stripe.com' : ''}`,
    "font-src 'self'",
    `connect-src 'self'${usesStripe ? ' https://api.stripe.com' : ''}`,
    ...(usesStripe ? ['frame-src https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com'] : []),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
