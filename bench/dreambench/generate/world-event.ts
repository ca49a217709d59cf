/** Something that happened in the world, which the feed reports once. */
export interface WorldEvent {
  type: string;
  entity: string;
  atMs: number;
}
