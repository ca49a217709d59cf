"use client";
import { useCallback, useMemo, useState } from "react";
import type { Session } from "@/lib/contract/session";
import { PaneBoundary } from "../ui/pane-boundary";
import { SplitPanes } from "../ui/split-panes";
import { mountsOf } from "./memory-touches";
import { SessionPane } from "./session-pane";
import { Transcript } from "./transcript";
import { TranscriptBar } from "./transcript-bar";
import type { Anchor } from "./transcript-pages";
import { scopeOf, type TranscriptFilter } from "./transcript-scope";
import { useFind } from "./use-find";
import { useSessionAddress } from "./use-session-address";

/** The transcript beside what the session did to memory; the address holds what is shown of it. */
export function SessionView({ session }: { session: Session }) {
  const { event: linkedId, quote, show, tool, q, setAddress } = useSessionAddress();
  const isLive = session.archived_at === null && session.status !== "terminated";
  const isTimed = !session.reverie.recorded || session.reverie.started_at !== null;
  const [anchor, setAnchor] = useState<Anchor>(() => firstAnchor(linkedId, session));
  const [target, setTarget] = useState(linkedId === null ? null : { eventId: linkedId, turn: 0 });
  const [pane, setPane] = useState("transcript");
  const attachments = JSON.stringify(mountsOf(session));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the session is fetched again and again, its attachments stay.
  const mounts = useMemo(() => mountsOf(session), [attachments]);
  const scope = useMemo(() => scopeOf(show, mounts, tool), [show, mounts, tool]);

  const aimAt = useCallback((eventId: string) => {
    setTarget((before) => ({ eventId, turn: (before?.turn ?? 0) + 1 }));
    setPane("transcript");
  }, []);
  const showInContext = useCallback(
    (eventId: string) => {
      setAddress({ event: eventId, quote: null, show: null, tool: null, q: null, wrote: null }, "push");
      aimAt(eventId);
    },
    [aimAt, setAddress],
  );
  // Away from the anchor, reading begins anew around the event. One that is not even there is not shown by this filter.
  const seekMissing = useCallback((eventId: string) => setAnchor({ kind: "event", eventId }), []);
  const [followedId, setFollowedId] = useState(linkedId);
  const linkTo = useCallback(
    (eventId: string) => {
      setFollowedId(eventId);
      setAddress({ event: eventId, quote: null });
    },
    [setAddress],
  );
  // Going back and forth changes the address alone: then the event is brought into view.
  if (linkedId !== followedId) {
    setFollowedId(linkedId);
    if (linkedId !== null && linkedId !== target?.eventId)
      setTarget({ eventId: linkedId, turn: (target?.turn ?? 0) + 1 });
  }
  const showOnly = useCallback(
    (next: { show?: TranscriptFilter; tool?: string | null }) => {
      setTarget(null);
      setAnchor({ kind: "start" });
      setAddress({ tool: null, ...next, event: null, quote: null });
    },
    [setAddress],
  );
  const find = useFind({ sessionId: session.id, scope, text: q ?? "", onStep: aimAt });
  const shared = useMemo(
    () => ({
      session,
      mounts,
      scope,
      isTimed,
      linkedId,
      quote,
      needle: q,
      matchId: find.matchId,
      showInContext,
      showOnly,
      linkTo,
    }),
    [session, mounts, scope, isTimed, linkedId, quote, q, find.matchId, showInContext, showOnly, linkTo],
  );

  const transcript = (
    <>
      <TranscriptBar
        filter={tool === null ? show : "calls"}
        hasMemory={mounts.length > 0}
        onFilter={(next) => showOnly({ show: next })}
        tool={tool}
        onTool={(next) => showOnly({ tool: next })}
        text={q ?? ""}
        onText={(text) => setAddress({ q: text === "" ? null : text })}
        find={find}
      />
      <PaneBoundary title="The transcript could not be shown.">
        <Transcript
          key={`${scope.key} ${JSON.stringify(anchor)}`}
          shared={shared}
          anchor={anchor}
          isLive={isLive}
          target={target}
          onJump={(to) => {
            setTarget(null);
            setAnchor(to);
          }}
          onMissing={seekMissing}
        />
      </PaneBoundary>
    </>
  );
  return (
    <SplitPanes
      id="session"
      mainPaneId="transcript"
      activePaneId={pane}
      onActivePaneChange={setPane}
      panes={[
        { id: "transcript", label: "Transcript", content: transcript },
        {
          id: "memory",
          label: "Memory and facts",
          defaultSizePx: 340,
          minSizePx: 260,
          maxSizePx: 560,
          content: (
            <PaneBoundary title="The session's facts could not be shown.">
              <SessionPane session={session} mounts={mounts} isTimed={isTimed} onShowEvent={showInContext} />
            </PaneBoundary>
          ),
        },
      ]}
    />
  );
}

function firstAnchor(linkedId: string | null, session: Session): Anchor {
  if (linkedId !== null) return { kind: "event", eventId: linkedId };
  return { kind: session.status === "running" ? "end" : "start" };
}
