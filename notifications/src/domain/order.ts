/** The copy of an order that mails are about. */
export interface Order {
  id: string;
  buyerId: string;
  /** Null when an organiser sells the places: nobody is told of each sale. */
  ticketId: string | null;
  title: string;
  priceMinor: number;
  currency: string;
  /** The end of its reservation. */
  reservedUntil: Date;
}
