import document from '@ticketing/contracts/asyncapi.json' with { type: 'json' };

export const GET = (): Response => Response.json(document);
