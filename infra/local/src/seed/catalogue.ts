/** The people of the demo. Their password is printed at the end of a start and is worth nothing elsewhere. */
export const demoPassword = 'box-office-2026';

export const people = {
  mira: { role: 'seller', email: 'mira@ticketing.test' },
  jonas: { role: 'seller', email: 'jonas@ticketing.test' },
  lea: { role: 'buyer', email: 'lea@ticketing.test' },
  omar: { role: 'operator', email: 'omar@ticketing.test' },
} as const;

export type Person = keyof typeof people;

export interface Listing {
  seller: Extract<Person, 'mira' | 'jonas'>;
  title: string;
  price: number;
}

/** Twenty listings; all names are made up. The last are shown first in the store. */
export const listings: readonly Listing[] = [
  // concert
  { seller: 'mira', title: 'Harbour Lights Festival · Weekend pass · Pier 9', price: 189 },
  { seller: 'mira', title: 'The Paper Satellites · Live at the Foundry · Floor', price: 64.5 },
  { seller: 'mira', title: 'Northern Chamber Orchestra · Winter Serenades · Row F', price: 48 },
  { seller: 'jonas', title: 'Delia Marsh Trio · Late set · Blue Cellar', price: 32 },
  { seller: 'jonas', title: 'Velvet Antlers · Farewell tour · Riverside Arena', price: 112.9 },
  { seller: 'mira', title: 'Choir of St. Aldwyn · Requiem by candlelight', price: 27.5 },
  // sport
  { seller: 'jonas', title: 'Port City Rovers v Eastbrook United · North stand', price: 41 },
  { seller: 'jonas', title: 'Ice Hawks v Granite Bay · Section 114, row 6', price: 58.75 },
  { seller: 'mira', title: 'Lakeside Marathon · Start place, wave B', price: 95 },
  { seller: 'jonas', title: 'Grand Prix of the Dunes · Curve 4 grandstand', price: 240 },
  { seller: 'jonas', title: 'National Fencing Finals · Both days', price: 36.4 },
  // theatre
  { seller: 'mira', title: 'The Cartographer’s Daughter · Opening night · Stalls', price: 74 },
  { seller: 'mira', title: 'Twelve Small Lies · Comedy · Gaslight Theatre', price: 39.5 },
  { seller: 'jonas', title: 'Swan Street · New ballet · Royal circle', price: 88.2 },
  { seller: 'mira', title: 'Improvised Shakespeare Night · Front table for two', price: 54 },
  { seller: 'jonas', title: 'Midnight Puppets · Family matinee', price: 18.99 },
  // travel
  { seller: 'mira', title: 'Alpine panorama train · Window seat · 14 February', price: 69 },
  { seller: 'jonas', title: 'Night ferry to the Outer Isles · Two-berth cabin', price: 134.6 },
  { seller: 'jonas', title: 'Hot-air balloon at sunrise · Valley of Mills', price: 210 },
  { seller: 'mira', title: 'City cable car · Ten rides', price: 22 },
];

/** What the buyer has done with some of the listings. */
export const orders: readonly { title: string; outcome: 'held' | 'paid' | 'cancelled' | 'declined' }[] = [
  { title: 'The Paper Satellites · Live at the Foundry · Floor', outcome: 'paid' },
  { title: 'Ice Hawks v Granite Bay · Section 114, row 6', outcome: 'paid' },
  { title: 'Twelve Small Lies · Comedy · Gaslight Theatre', outcome: 'cancelled' },
  { title: 'Alpine panorama train · Window seat · 14 February', outcome: 'declined' },
  { title: 'Grand Prix of the Dunes · Curve 4 grandstand', outcome: 'held' },
];
