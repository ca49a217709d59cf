/** A transcript in which an agent names a namespace that does not exist, and then the right one. */
export function slipTranscript(day: number): unknown[] {
  const at = (second: number) => new Date(Date.UTC(2026, 2, day, 10, 0, second)).toISOString();
  const call = (id: string, command: string, second: number) => ({
    type: "agent.tool_use",
    id,
    name: "Bash",
    input: { command },
    processed_at: at(second),
  });
  const answer = (id: string, text: string, second: number, isError: boolean) => ({
    type: "agent.tool_result",
    tool_use_id: id,
    content: [{ type: "text", text }],
    is_error: isError,
    processed_at: at(second),
  });
  return [
    { type: "user.message", content: [{ type: "text", text: "Payments is slow." }], processed_at: at(0) },
    call("toolu_1", "kubectl get pods -n payments --tail 20", 1),
    answer("toolu_1", 'Error from server (NotFound): namespaces "payments" not found', 2, true),
    call("toolu_2", "kubectl get pods -n pay-prod --tail 20", 3),
    answer("toolu_2", "pod/payments-api-1 Running", 4, false),
    { type: "agent.message", content: [{ type: "text", text: "One pod runs." }], processed_at: at(5) },
  ];
}
