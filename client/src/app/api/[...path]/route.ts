/** The gateway routes the API's paths to the services, so a path that arrives here is unknown. */
const unknownPath = (): Response =>
  Response.json({ errors: [{ message: 'Not found', code: 'not_found' }] }, { status: 404 });

export const dynamic = 'force-dynamic';
export const GET = unknownPath;
export const POST = unknownPath;
export const PUT = unknownPath;
export const PATCH = unknownPath;
export const DELETE = unknownPath;
export const OPTIONS = unknownPath;
