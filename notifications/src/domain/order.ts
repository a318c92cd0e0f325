/** The copy of an order that mails are about. */
export interface Order {
  id: string;
  buyerId: string;
  ticketId: string;
  title: string;
  priceMinor: number;
  currency: string;
  /** The end of its reservation. */
  reservedUntil: Date;
}
