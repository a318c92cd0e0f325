import { objectId, requiredText } from '@ticketing/common/http';
import { z } from 'zod';
import { seatCountOf, standingQuotaOf } from '../domain/seat-map.ts';
import type { Venue } from '../domain/venue.ts';
import type { VenueWithSeats } from '../use-cases/read-venues.ts';
import { crewNeeds } from './crew-schemas.ts';
import { placeId, placeResponse } from './place-schemas.ts';
import { seatMapBody, seatMapResponse, toSeatMapResponse } from './seat-map-schemas.ts';

const maxNameCharacters = 100;

export const venueBody = z
  .object({
    organiserId: objectId,
    name: requiredText('Name', maxNameCharacters),
    placeId: placeId.meta({ description: 'Where it is; for a vehicle, where it is based' }),
    seatMap: seatMapBody.optional(),
    crewNeeds: crewNeeds.default([]),
  })
  .meta({ example: { organiserId: '66f0c0ffee0123456789abc1', name: 'Kammersaal', placeId: 'berlin-de' } });

const exampleVenue = {
  id: '66f0c0ffee0123456789abc2',
  organiserId: '66f0c0ffee0123456789abc1',
  name: 'Kammersaal',
  place: { id: 'berlin-de', name: 'Berlin', country: 'Germany', timeZone: 'Europe/Berlin' },
  seatMapVersion: 1,
  crewNeeds: [],
  createdAt: '2027-05-01T10:00:00.000Z',
};

export const venueResponse = z
  .object({
    id: z.string(),
    organiserId: z.string(),
    name: z.string(),
    place: placeResponse,
    seatMapVersion: z.int().meta({ description: 'Of the newest seat map; 0 without one' }),
    crewNeeds,
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Venue', example: exampleVenue });

export const venueWithSeatsResponse = venueResponse
  .extend({ seatMap: seatMapResponse.nullable(), seatCount: z.int(), standingQuota: z.int() })
  .meta({ id: 'VenueWithSeats', example: { ...exampleVenue, seatMap: null, seatCount: 0, standingQuota: 0 } });

export const toVenueResponse = ({
  id,
  organiserId,
  name,
  place,
  seatMapVersion,
  crewNeeds: needs,
  createdAt,
}: Venue): z.infer<typeof venueResponse> => ({
  id,
  organiserId,
  name,
  place,
  seatMapVersion,
  crewNeeds: needs.map((need) => ({ ...need, qualifications: [...need.qualifications], atLeast: [...need.atLeast] })),
  createdAt: createdAt.toISOString(),
});

export const toVenueWithSeatsResponse = ({
  venue,
  seatMap,
}: VenueWithSeats): z.infer<typeof venueWithSeatsResponse> => ({
  ...toVenueResponse(venue),
  seatMap: seatMap && toSeatMapResponse(seatMap),
  seatCount: seatCountOf(seatMap?.sections ?? []),
  standingQuota: standingQuotaOf(seatMap?.sections ?? []),
});
