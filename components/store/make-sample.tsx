"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/client/api-fetch";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";

/** Fills an empty installation with the sample world. */
export function MakeSample() {
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () => apiFetch<{ type: "sample" }>("/sample", { method: "POST" }),
    onSuccess: async () => {
      await client.invalidateQueries();
      toast.success("The sample is ready. Its dream waits under Dreams.");
    },
    onError: (error) => toast.error(error.message),
  });
  return (
    <Button isBusy={make.isPending} onClick={() => make.mutate()}>
      {make.isPending ? "Making the sample" : "Make the sample"}
    </Button>
  );
}
