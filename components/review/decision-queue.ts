/**
 * Sends one request at a time, and with it everything that was asked for while the one before was under way: whoever decides faster
 * than the server answers waits for one more request, not for one a decision. A request of many that is refused is sent again one
 * by one, so that each caller hears of its own.
 *
 * @param post takes the items in the order in which they were asked for
 */
export function createDecisionQueue<Item, Answer>(
  post: (items: Item[]) => Promise<Answer>,
): (items: readonly Item[]) => Promise<Answer> {
  interface Asked {
    items: readonly Item[];
    settle: (answer: Answer | PromiseLike<Answer>) => void;
  }
  let waiting: Asked[] = [];
  let isBusy = false;

  const sendEach = async (asked: readonly Asked[]) => {
    for (const { items, settle } of asked) {
      const answer = post([...items]);
      settle(answer);
      await answer.catch(() => undefined);
    }
  };
  const sendAll = async () => {
    isBusy = true;
    while (waiting.length > 0) {
      const asked = waiting;
      waiting = [];
      if (asked.length === 1) await sendEach(asked);
      else {
        const answer = post(asked.flatMap(({ items }) => items));
        const isKept = await answer.then(
          () => true,
          () => false,
        );
        if (isKept) for (const { settle } of asked) settle(answer);
        else await sendEach(asked);
      }
    }
    isBusy = false;
  };

  return (items) =>
    new Promise((settle) => {
      waiting.push({ items, settle });
      if (!isBusy) void sendAll();
    });
}
