/** The demo's organiser, whose owner is one of the sellers. All names are fictional; the cities are real. */
export const organiserName = 'Nordlicht Stages';

export interface SeededVenue {
  name: string;
  placeId: string;
  sections: readonly object[];
  /** Of a vehicle: whom each departure needs. */
  crewNeeds?: readonly object[];
}

export interface SeededPerformance {
  venue: VenueName;
  title: string;
  description?: string;
  /** Days after seeding. */
  inDays: number;
  /** When it starts in UTC. */
  at: readonly [hour: number, minute: number];
  saleStartsInDays?: number;
  categories: readonly { id: string; name: string; price: number }[];
  heldBack?: readonly { name: string; seatIds: readonly string[] }[];
}

export interface SeededSchedule {
  vehicle: VenueName;
  title: string;
  description: string;
  originId: string;
  destinationId: string;
  /** By the clock of the origin. */
  leavesAt: string;
  durationMinutes: number;
  categories: readonly (SeededPerformance['categories'][number] & { fareClass: string })[];
}

const row = (label: string, categoryId: string, seats: object) => ({ label, categoryId, seats });
const letters = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => String.fromCharCode(first.charCodeAt(0) + index));
const numbers = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(first + index));

const cabinRow = { from: 1, to: 6, aislesAfter: [3] };
const hallRow = { from: 1, to: 24, aislesAfter: [12] };
/** The last row of the stalls, beside the doors: wheelchairs fit at both ends. */
const rowAtTheDoors = Array.from({ length: 24 }, (_, index) => ({
  number: String(index + 1),
  x: index + (index < 12 ? 1 : 2),
  isAccessible: index < 3 || index > 20,
}));
/** The stage is behind a pillar at both ends. */
const balconyRow = Array.from({ length: 24 }, (_, index) => ({
  number: String(index + 1),
  x: index + (index < 12 ? 1 : 2),
  hasRestrictedView: index < 2 || index > 21,
}));

/** 600 seats in three categories, and people who stand. */
const hall: SeededVenue = {
  name: 'Lindenhof Hall',
  placeId: 'berlin-de',
  sections: [
    { id: 'stalls', name: 'Stalls', rows: letters('A', 12).map((label) => row(label, 'a', hallRow)) },
    {
      id: 'rear',
      name: 'Rear stalls',
      rows: [...letters('M', 7).map((label) => row(label, 'b', hallRow)), row('T', 'b', rowAtTheDoors)],
    },
    { id: 'balcony', name: 'Balcony', rows: letters('A', 5).map((label) => row(label, 'c', balconyRow)) },
    { id: 'gallery', name: 'Gallery', standing: { quota: 80, categoryId: 'standing' } },
  ],
};

/** A block of 500 seats. */
const block = (id: string, categoryId: string) => ({
  id,
  name: `Block ${id}`,
  rows: numbers(1, 20).map((label) => row(label, categoryId, { from: 1, to: 25 })),
});

/** 20,000 seats in forty blocks, on three levels. */
const arena: SeededVenue = {
  name: 'Speicher Arena',
  placeId: 'hamburg-de',
  sections: [
    ...numbers(101, 12).map((id) => block(id, 'lower')),
    ...numbers(201, 14).map((id) => block(id, 'middle')),
    ...numbers(301, 14).map((id) => block(id, 'upper')),
  ],
};

/** 30 rows with an aisle; business sits in front. */
const plane: SeededVenue = {
  name: 'Nordlicht A320',
  placeId: 'berlin-de',
  sections: [
    { id: 'business', name: 'Business', rows: numbers(1, 4).map((label) => row(label, 'business', cabinRow)) },
    { id: 'economy', name: 'Economy', rows: numbers(5, 26).map((label) => row(label, 'economy', cabinRow)) },
  ],
  crewNeeds: [
    { role: 'pilot', count: 2, qualifications: ['a320'] },
    {
      role: 'cabin',
      count: 3,
      qualifications: ['cabin-attestation'],
      atLeast: [{ qualification: 'senior', count: 1 }],
    },
  ],
};

/** Four coaches with an aisle in the middle. */
const train: SeededVenue = {
  name: 'Danube Night Express',
  placeId: 'vienna-at',
  sections: numbers(21, 4).map((id, index) => ({
    id,
    name: `Coach ${id}`,
    rows: numbers(1, 15).map((label) =>
      row(label, index === 0 ? 'first' : 'second', { from: 1, to: 4, aislesAfter: [2] }),
    ),
  })),
  crewNeeds: [
    { role: 'driver', count: 1, qualifications: ['class-482'] },
    { role: 'conductor', count: 1 },
  ],
};

export const venues = { hall, arena, train, plane } as const;
export type VenueName = keyof typeof venues;

const hallCategories = [
  { id: 'a', name: 'Stalls', price: 68 },
  { id: 'b', name: 'Rear stalls', price: 49 },
  { id: 'c', name: 'Balcony', price: 32 },
  { id: 'standing', name: 'Standing', price: 18 },
];

export const performances: readonly SeededPerformance[] = [
  {
    venue: 'hall',
    title: 'Late Beethoven: the string quartets',
    description: 'Three quartets in one evening, with an interval after each.\nDoors at seven.',
    inDays: 10,
    at: [18, 30],
    categories: hallCategories,
    heldBack: [{ name: 'Press', seatIds: numbers(11, 4).map((number) => `stalls:F:${number}`) }],
  },
  {
    venue: 'arena',
    title: 'The Paper Satellites: arena night',
    description: 'The whole of "Low Orbit", played once.',
    inDays: 24,
    at: [19, 0],
    categories: [
      { id: 'lower', name: 'Lower level', price: 94.5 },
      { id: 'middle', name: 'Middle level', price: 72 },
      { id: 'upper', name: 'Upper level', price: 45 },
    ],
  },
  {
    venue: 'hall',
    title: 'Delia Marsh Trio with strings',
    inDays: 38,
    at: [19, 30],
    saleStartsInDays: 3,
    categories: hallCategories.map(({ price, ...category }) => ({ ...category, price: price - 6 })),
  },
];

/** Departures that repeat daily; the catalog publishes those of the next thirty days. */
export const schedules: readonly SeededSchedule[] = [
  {
    vehicle: 'train',
    title: 'Danube Night Express',
    description: 'Reclining seats, a quiet coach and breakfast before Vienna.',
    originId: 'berlin-de',
    destinationId: 'vienna-at',
    leavesAt: '19:45',
    durationMinutes: 11 * 60,
    categories: [
      { id: 'first', name: 'First class', price: 119, fareClass: 'first' },
      { id: 'second', name: 'Second class', price: 59.9, fareClass: 'second' },
    ],
  },
  {
    vehicle: 'plane',
    title: 'Nordlicht 204',
    description: 'One bag of 23 kg is included.',
    originId: 'berlin-de',
    destinationId: 'lisbon-pt',
    leavesAt: '09:20',
    durationMinutes: 230,
    categories: [
      { id: 'business', name: 'Business', price: 389, fareClass: 'business' },
      { id: 'economy', name: 'Economy', price: 129, fareClass: 'economy' },
    ],
  },
];

const holding = (...names: string[]) => names.map((name) => ({ name }));

/** Who works on the train and the plane, by staff number. They are assigned to no departure yet. */
export const crew: readonly { name: string; staffNumber: string; qualifications: readonly object[] }[] = [
  { name: 'Jonas Adler', staffNumber: '1001', qualifications: holding('class-482') },
  { name: 'Lotte Brandt', staffNumber: '1002', qualifications: holding('class-482') },
  // Expired: the rule refuses it.
  { name: 'Emil Castor', staffNumber: '1003', qualifications: [{ name: 'class-482', validUntil: '2026-01-31' }] },
  { name: 'Nele Dorn', staffNumber: '1101', qualifications: [] },
  { name: 'Ava Ekström', staffNumber: '2001', qualifications: holding('a320') },
  { name: 'Tomasz Fiedler', staffNumber: '2002', qualifications: holding('a320') },
  { name: 'Ines Garcia', staffNumber: '2101', qualifications: holding('cabin-attestation', 'senior') },
  { name: 'Pavel Horak', staffNumber: '2102', qualifications: holding('cabin-attestation') },
  { name: 'Mira Ishida', staffNumber: '2103', qualifications: holding('cabin-attestation') },
];
