/** What is published when something in a memory store changed. */
export function memoryStoreTopic(memoryStoreId: string): string {
  return `memory_store:${memoryStoreId}`;
}
