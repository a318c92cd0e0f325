/** A partition of a topic. */
export interface Place {
  topic: string;
  partition: number;
}
