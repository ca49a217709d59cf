"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/client/api-fetch";
import { demoOptions } from "@/lib/client/demo";
import { modelsOptions } from "@/lib/client/dreams";
import { mayDo, meOptions } from "@/lib/client/me";
import type { DemoState, StartDemoBody } from "@/lib/contract/demo";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";

/** The engine without language; every other model could play the agents. */
const builtInModel = "reverie-deterministic-1";

/** Has the server play the SRE demo, by scripts or by a language model. Whoever may not sees that an administrator can. */
export function LoadDemo() {
  const client = useQueryClient();
  const { data: me } = useQuery(meOptions());
  const { data: state } = useQuery(demoOptions());
  const { data: models } = useQuery(modelsOptions());
  const player = models?.data.find(({ id }) => id !== builtInModel);
  const start = useMutation({
    mutationFn: (body: StartDemoBody) => apiFetch<DemoState>("/demo", { method: "POST", body }),
    onSuccess: async (started) => {
      client.setQueryData(demoOptions().queryKey, started);
      await client.invalidateQueries({ queryKey: ["memory_stores"] });
    },
    onError: (error) => toast.error(error.message),
  });
  if (!mayDo(me, "admin")) return <p className="text-13 text-ink-2">An administrator can load it.</p>;
  const isBusy = start.isPending || state?.demo?.status === "playing";
  return (
    <>
      <Button isBusy={isBusy} onClick={() => start.mutate({ agents: "script" })}>
        Load the SRE demo
      </Button>
      {player === undefined ? null : (
        <Button
          className="order-1 max-w-full"
          disabled={isBusy}
          onClick={() => start.mutate({ agents: "model", model: player.id })}
        >
          <span className="truncate">Load it with {player.display_name} as the agents</span>
        </Button>
      )}
      {models !== undefined && player === undefined ? (
        <p className="order-last w-full text-12 text-ink-2">
          Scripts play the agents. With an API key or a local model, a language model can.
        </p>
      ) : null}
    </>
  );
}
