import { answerCheck } from "./check-answers";
import { checkNames, commandOf } from "./handbook";
import type { Service } from "./harborline";
import { type Alert, momentOf, type Trouble, type World } from "./world";

/** What a command printed, and whether it failed. */
export interface Reply {
  text: string;
  isError: boolean;
}

/** A command that changes something, as it was carried out. */
export interface Change {
  minute: number;
  command: string;
  service: string;
  /** The trouble that it cured or was meant for; null where nothing was wrong. */
  troubleId: string | null;
}

/** Work that an agent handed to the one that may change things. */
export interface Handover {
  minute: number;
  command: string;
  incident: string | null;
  alert: Alert;
}

const scaledForMinutes = 45;

/** The systems of the company behind their command line: the same answers for everybody who asks at the same minute. */
export function openSystems(world: World) {
  const changes: Change[] = [];
  const mitigated = new Map<string, number>();
  const scaled = new Map<string, number>();
  const handovers: Handover[] = [];
  const pagedOwners: { minute: number; service: string; owner: string }[] = [];
  let pullRequests = 411;

  function isCured(trouble: Trouble, minute: number): boolean {
    return (mitigated.get(trouble.id) ?? Number.POSITIVE_INFINITY) <= minute;
  }

  function cure(trouble: Trouble, minute: number): void {
    if (!mitigated.has(trouble.id)) mitigated.set(trouble.id, minute);
  }

  function change(command: string, minute: number, alert: Alert | null): Reply {
    const trouble = alert?.trouble ?? null;
    const prevents = command.startsWith("kubectl scale");
    const target = serviceIn(command) ?? alert?.service ?? "";
    changes.push({ minute, command, service: target, troubleId: prevents ? null : (trouble?.id ?? null) });
    if (prevents) {
      scaled.set(target, minute);
      return ok(`deployment.apps/${target} scaled`);
    }
    if (command.startsWith("gh pr create")) {
      pullRequests += 1;
      return ok(`https://git.${world.company.name.toLowerCase()}.example/search-svc/pull/${pullRequests}`);
    }
    if (trouble?.remedy === command) cure(trouble, minute);
    return ok("done");
  }

  function run(command: string, minute: number, alert: Alert | null): Reply {
    const handover = command.match(/^pagectl remediator '(.+)'(?: --incident (INC-\d+))?$/);
    if (handover && alert !== null) {
      const [, quoted = "", incident = null] = handover;
      handovers.push({ minute, command: quoted.replaceAll('"', "'"), incident, alert });
      return ok("remediator is on it");
    }
    const page = command.match(/^pagectl owner (\S+) --service (\S+)/);
    if (page) {
      pagedOwners.push({ minute, owner: page[1] ?? "", service: page[2] ?? "" });
      return ok(`paged ${page[1]}, page ${Math.round(minute * 10)}`);
    }
    const feedDay = command.match(/^alertctl feed --day (\S+)$/)?.[1];
    if (feedDay !== undefined) return ok(feedOf(feedDay, minute));
    const applied = command.match(/^deployctl apply (\S+) --change '(.+)'$/);
    if (applied) return apply(applied[1] ?? "", applied[2] ?? "", minute);
    const refusal = refuseNamespace(world, command);
    if (refusal !== null) return refusal;
    if (isChange(command)) return change(command, minute, alert);
    const owner = command.match(/^svcctl owner (\S+)$/)?.[1];
    if (owner !== undefined) return ok(`owner: ${ownerOf(world, owner)}\nsource: deploy metadata`);
    if (command === "kubectl get namespaces") return ok(namespaceTable(world));
    const check = checkNames.find(
      (name) => alert !== null && command === commandOf(name, alert.service, namespaceIn(command)),
    );
    if (check === undefined || alert === null)
      return { text: `${command.split(" ")[0]}: unknown command`, isError: true };
    const trouble = alert.trouble === null || isCured(alert.trouble, minute) ? null : alert.trouble;
    return ok(answerCheck(check, { world, alert, minute, trouble }));
  }

  /** A change arrives, and cures what waited for it. */
  function apply(service: string, change: string, minute: number): Reply {
    for (const { trouble } of world.alerts) {
      if (change === "PR #412" && trouble?.id === "search-logs") cure(trouble, minute);
    }
    return ok(`${change} deployed to ${service} at ${printed(minute)}`);
  }

  /** Every alert of a day as the pager recorded it, paged or not. */
  function feedOf(day: string, until: number): string {
    const fired = world.alerts.filter((alert) => alert.minute <= until && printed(alert.minute).startsWith(day));
    const lines = fired
      .filter(fires)
      .map(({ name, service, minute }) => JSON.stringify({ type: name, entity: service, started_at: printed(minute) }));
    return lines.join("\n");
  }

  /** Whether an alert comes at all: an effect does not where its service was scaled up in time. */
  function fires(alert: Alert): boolean {
    const since = scaled.get(alert.service) ?? scaled.get(upstreamOf(alert.service) ?? "");
    const isHeld = since !== undefined && since <= alert.minute && alert.minute - since <= scaledForMinutes;
    return alert.causedBy === null || !isHeld;
  }

  return {
    run,
    fires,
    changes,
    pagedOwners,
    /** Hands out what was handed over since the last time. */
    takeHandovers: () => handovers.splice(0),
    mitigatedAt: (trouble: Trouble) => mitigated.get(trouble.id) ?? null,
  };
}

export type Systems = ReturnType<typeof openSystems>;

/** Whether a command changes something, so that only the remediator may run it. */
export function isChange(command: string): boolean {
  return /^(dbctl failover|kubectl scale|deployctl rollback|cachectl set|certctl renew|searchctl compact|gh pr create)/.test(
    command,
  );
}

/** How long a command takes in simulated minutes: a look 90 s, a cure six minutes, more replicas two. */
export function minutesOf(command: string): number {
  if (command.startsWith("kubectl scale")) return 2;
  return isChange(command) ? 6 : 1.5;
}

/** Whom a service waits for. */
export function upstreamOf(service: string): Service | null {
  if (service === "edge-gateway") return "checkout-api";
  if (service === "checkout-api") return "payments-api";
  return service === "payments-api" ? "ledger-db" : null;
}

/** Clusters know a namespace or they do not. */
function refuseNamespace({ company }: World, command: string): Reply | null {
  const [wanted, service] = [namespaceIn(command), serviceIn(command)];
  const real = Object.entries(company.namespaces).find(([name]) => name === service)?.[1].real;
  if (wanted === "" || real === undefined || wanted === real) return null;
  return { text: `Error from server (NotFound): namespaces "${wanted}" not found`, isError: true };
}

function serviceIn(command: string): string | undefined {
  return command.match(/(?:deploy\/|app=)([a-z-]+)/)?.[1];
}

function namespaceIn(command: string): string {
  return command.match(/ -n (\S+)/)?.[1] ?? "";
}

function ownerOf({ company }: World, service: string): string {
  return Object.entries(company.owners).find(([name]) => name === service)?.[1] ?? "nobody";
}

function namespaceTable({ company }: World): string {
  const rows = Object.entries(company.namespaces).map(
    ([service, { real }]) => `${real.padEnd(16)}Active   app=${service}`,
  );
  return ["NAME            STATUS   LABELS", ...rows.sort()].join("\n");
}

function ok(text: string): Reply {
  return { text, isError: false };
}

/** A moment as commands print it. */
export function printed(minute: number): string {
  return momentOf(minute).toISOString().replace(".000Z", "Z");
}
