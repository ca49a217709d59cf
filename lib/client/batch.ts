interface BatchOptions<Value> {
  waitMs: number;
  /** Most ids in one request. */
  limit: number;
  load: (ids: string[]) => Promise<Map<string, Value>>;
}

interface Waiting<Value> {
  resolve: (value: Value | null) => void;
  reject: (error: unknown) => void;
}

/**
 * Gathers single look-ups made within `waitMs` into requests of at most `limit` ids.
 * An id that the answer leaves out gives null; a failed request fails all that waited on it.
 */
export function createBatch<Value>({
  waitMs,
  limit,
  load,
}: BatchOptions<Value>): (id: string) => Promise<Value | null> {
  let waiting = new Map<string, Waiting<Value>[]>();

  const flush = () => {
    const taken = waiting;
    waiting = new Map();
    const ids = [...taken.keys()];
    for (let start = 0; start < ids.length; start += limit) void settle(ids.slice(start, start + limit), taken);
  };

  const settle = async (ids: string[], taken: Map<string, Waiting<Value>[]>) => {
    try {
      const found = await load(ids);
      for (const id of ids) for (const one of taken.get(id) ?? []) one.resolve(found.get(id) ?? null);
    } catch (error) {
      for (const id of ids) for (const one of taken.get(id) ?? []) one.reject(error);
    }
  };

  return (id) =>
    new Promise((resolve, reject) => {
      if (waiting.size === 0) setTimeout(flush, waitMs);
      waiting.set(id, [...(waiting.get(id) ?? []), { resolve, reject }]);
    });
}
