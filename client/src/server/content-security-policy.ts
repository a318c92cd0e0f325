interface PolicyOptions {
  isDevelopment: boolean;
  /** cards are paid with Stripe's own form, which lives in Stripe's frames */
  usesStripe: boolean;
}

/**
 * Scripts run only with this response's nonce, and what they load themselves. Styles come from our own files: nothing
 * here uses `style` attributes, which the policy forbids. Development needs eval and inline styles for Next's overlay.
 * Source of Stripe's part: Stripe, "Security at Stripe", content security policy.
 */
export function contentSecurityPolicy(nonce: string, { isDevelopment, usesStripe }: PolicyOptions): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // blob: a picture that was chosen and is shown before it is sent
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
