import type { Poster } from './poster.ts';

/** The demo's users. Their password is printed after a start and is used nowhere else. */
export const demoPassword = 'box-office-2026';

export const people = {
  mira: { role: 'seller', email: 'mira@ticketing.test' },
  jonas: { role: 'seller', email: 'jonas@ticketing.test' },
  lea: { role: 'buyer', email: 'lea@ticketing.test' },
  noah: { role: 'buyer', email: 'noah@ticketing.test' },
  omar: { role: 'operator', email: 'omar@ticketing.test' },
} as const;

export type Person = keyof typeof people;
export type Seller = Extract<Person, 'mira' | 'jonas'>;
export type Buyer = Extract<Person, 'lea' | 'noah'>;

export interface Listing {
  seller: Seller;
  title: string;
  price: number;
  category: 'concert' | 'sport' | 'theatre' | 'festival' | 'comedy' | 'travel' | 'other';
  description?: string;
  venue?: string;
  city?: string;
  from?: string;
  to?: string;
  /** Days after seeding; undefined for tickets without a date. */
  inDays?: number;
  /** Undefined for a listing that shows the store's own drawing. */
  poster?: Poster;
  isWithdrawn?: boolean;
}

/** All names are fictional. The store shows the last ones first. */
export const listings: readonly Listing[] = [
  {
    seller: 'mira',
    title: 'Harbour Lights Festival, weekend pass',
    price: 189,
    category: 'festival',
    description: 'Three days, four stages, boats between them. Wristbands are sent by post.',
    venue: 'Pier 9',
    city: 'Port City',
    inDays: 61,
    poster: { scene: 'lanterns', ink: 'tide' },
  },
  {
    seller: 'mira',
    title: 'The Paper Satellites',
    price: 64.5,
    category: 'concert',
    description: 'Standing, near the front. Doors at seven.',
    venue: 'The Foundry',
    city: 'Port City',
    inDays: 24,
    poster: { scene: 'stage', ink: 'velvet' },
  },
  {
    seller: 'mira',
    title: 'Northern Chamber Orchestra: Winter Serenades',
    price: 48,
    category: 'concert',
    venue: 'St. Aldwyn Hall, row F',
    city: 'Northam',
    inDays: 40,
    poster: { scene: 'violin', ink: 'frost' },
  },
  {
    seller: 'jonas',
    title: 'Delia Marsh Trio, late set',
    price: 32,
    category: 'concert',
    venue: 'Blue Cellar',
    city: 'Eastbrook',
    inDays: 9,
    poster: { scene: 'record', ink: 'tide' },
  },
  {
    seller: 'jonas',
    title: 'Velvet Antlers: farewell tour',
    price: 112.9,
    category: 'concert',
    venue: 'Riverside Arena',
    city: 'Northam',
    inDays: 75,
    poster: { scene: 'stage', ink: 'moss' },
  },
  {
    seller: 'mira',
    title: 'Choir of St. Aldwyn: Requiem by candlelight',
    price: 27.5,
    category: 'concert',
    venue: 'St. Aldwyn',
    city: 'Northam',
    inDays: 16,
    poster: { scene: 'candles', ink: 'ember' },
  },
  {
    seller: 'jonas',
    title: 'Port City Rovers v Eastbrook United',
    price: 41,
    category: 'sport',
    venue: 'Quay Ground, north stand',
    city: 'Port City',
    inDays: 12,
    poster: { scene: 'pitch', ink: 'moss' },
  },
  {
    seller: 'jonas',
    title: 'Ice Hawks v Granite Bay',
    price: 58.75,
    category: 'sport',
    venue: 'Frost Dome, section 114',
    city: 'Granite Bay',
    inDays: 19,
    poster: { scene: 'ice', ink: 'frost' },
  },
  {
    seller: 'mira',
    title: 'Lakeside Marathon, start place in wave B',
    price: 95,
    category: 'sport',
    city: 'Lakeside',
    inDays: 130,
    poster: { scene: 'road', ink: 'dusk' },
  },
  {
    seller: 'jonas',
    title: 'Grand Prix of the Dunes',
    price: 240,
    category: 'sport',
    description: 'Grandstand at curve 4, both days. Ear protection is worth its weight.',
    venue: 'Curve 4 grandstand',
    city: 'Sandhaven',
    inDays: 96,
    poster: { scene: 'dunes', ink: 'sand' },
  },
  {
    seller: 'jonas',
    title: 'National Fencing Finals, both days',
    price: 36.4,
    category: 'sport',
    venue: 'Old Armoury',
    city: 'Northam',
    inDays: 52,
    poster: { scene: 'blades', ink: 'ember' },
  },
  {
    seller: 'mira',
    title: 'The Cartographer’s Daughter, opening night',
    price: 74,
    category: 'theatre',
    venue: 'Compass Theatre, stalls',
    city: 'Port City',
    inDays: 33,
    poster: { scene: 'curtain', ink: 'tide' },
  },
  {
    seller: 'mira',
    title: 'Twelve Small Lies',
    price: 39.5,
    category: 'comedy',
    venue: 'Gaslight Theatre',
    city: 'Eastbrook',
    inDays: 21,
  },
  {
    seller: 'jonas',
    title: 'Swan Street, a new ballet',
    price: 88.2,
    category: 'theatre',
    venue: 'Royal circle',
    city: 'Northam',
    inDays: 47,
    poster: { scene: 'ribbon', ink: 'velvet' },
  },
  {
    seller: 'mira',
    title: 'Improvised Shakespeare Night, front table for two',
    price: 54,
    category: 'comedy',
    venue: 'The Inkwell',
    city: 'Eastbrook',
    inDays: 6,
    poster: { scene: 'microphone', ink: 'dusk' },
  },
  {
    seller: 'jonas',
    title: 'Midnight Puppets, family matinee',
    price: 18.99,
    category: 'theatre',
    venue: 'Attic Stage',
    city: 'Lakeside',
    inDays: 28,
    poster: { scene: 'curtain', ink: 'velvet' },
  },
  {
    seller: 'mira',
    title: 'Alpine panorama train, window seat',
    price: 69,
    category: 'travel',
    from: 'Northam',
    to: 'High Pass',
    inDays: 80,
    poster: { scene: 'mountains', ink: 'frost' },
  },
  {
    seller: 'jonas',
    title: 'Night ferry, two-berth cabin',
    price: 134.6,
    category: 'travel',
    from: 'Port City',
    to: 'Outer Isles',
    inDays: 37,
    poster: { scene: 'ship', ink: 'tide' },
  },
  {
    seller: 'jonas',
    title: 'Hot-air balloon at sunrise',
    price: 210,
    category: 'travel',
    from: 'Valley of Mills',
    inDays: 58,
    poster: { scene: 'balloon', ink: 'dusk' },
  },
  {
    seller: 'mira',
    title: 'City cable car, ten rides',
    price: 22,
    category: 'travel',
    city: 'Port City',
    poster: { scene: 'skyline', ink: 'dusk' },
  },
  {
    seller: 'mira',
    title: 'Lantern Parade, balcony seat',
    price: 45,
    category: 'festival',
    city: 'Lakeside',
    inDays: 44,
    isWithdrawn: true,
    poster: { scene: 'lanterns', ink: 'velvet' },
  },
  {
    seller: 'jonas',
    title: 'Quiet Rooms: an evening of string quartets',
    price: 29,
    category: 'concert',
    venue: 'Glass House',
    city: 'Lakeside',
    inDays: 30,
    poster: { scene: 'violin', ink: 'sand' },
  },
  {
    seller: 'jonas',
    title: 'Rooftop Comedy, blanket included',
    price: 24.5,
    category: 'comedy',
    venue: 'Silo 3',
    city: 'Port City',
    inDays: 14,
    poster: { scene: 'microphone', ink: 'ember' },
  },
];

/**
 * The state of a buyer's order. `expired`: not paid in time. `late`: paid too late, then refunded. `paying`: the bank is slow,
 * and the order completes within a minute.
 */
export type Outcome = 'held' | 'paid' | 'cancelled' | 'declined' | 'expired' | 'late' | 'paying';

export const orders: readonly { buyer: Buyer; title: string; outcome: Outcome }[] = [
  { buyer: 'lea', title: 'The Paper Satellites', outcome: 'paid' },
  { buyer: 'lea', title: 'Ice Hawks v Granite Bay', outcome: 'paid' },
  { buyer: 'lea', title: 'Twelve Small Lies', outcome: 'cancelled' },
  { buyer: 'lea', title: 'Alpine panorama train, window seat', outcome: 'declined' },
  { buyer: 'lea', title: 'Grand Prix of the Dunes', outcome: 'held' },
  { buyer: 'lea', title: 'National Fencing Finals, both days', outcome: 'expired' },
  { buyer: 'lea', title: 'Swan Street, a new ballet', outcome: 'late' },
  { buyer: 'lea', title: 'Night ferry, two-berth cabin', outcome: 'paying' },
  { buyer: 'noah', title: 'Harbour Lights Festival, weekend pass', outcome: 'held' },
  { buyer: 'noah', title: 'Midnight Puppets, family matinee', outcome: 'paid' },
];
