// What zlib likes to be handed at once.
const chunkBytes = 64 * 1024;

/**
 * The same bytes in chunks of at least 64 KB but for the last. Each chunk that zlib is given makes a trip to another thread, which takes
 * longer than packing the few hundred bytes that a header or a small file is.
 */
export async function* largeChunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes < chunkBytes) continue;
    yield Buffer.concat(held);
    held = [];
    heldBytes = 0;
  }
  if (heldBytes > 0) yield Buffer.concat(held);
}
