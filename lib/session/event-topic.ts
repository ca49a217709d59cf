/** What is published when a session's events change or it goes away. */
export function sessionTopic(sessionId: string): string {
  return `session:${sessionId}`;
}
