/**
 * Words by which the name of a tool, a program or its subcommand says what it does. They only shorten the way: what neither list knows is
 * judged by its result (call-effect.ts). Words that mean both (open, resolve, check out, run) are in neither.
 */
export const readingWords = words(
  "get gets list lists show describe read find search lookup look query fetch view inspect count whois who whoami which where what explain print cat head tail less more ls dir tree grep rg egrep fgrep stat info glob browse peek display retrieve select locate dig nslookup host version help history wc sort uniq cut jq yq column file realpath readlink dirname basename pwd env printenv blame echo od xxd strings du awk tr nl rev-parse ls-files ls-tree ls-remote shortlog config cd export",
);

/** Reading, of what is different at the next look: nothing to keep. */
export const stateWords = words(
  "status health healthz ping check poll wait watch sleep tail logs log metrics metric top ps uptime free df date now time diff monitor probe events alerts jobs queue depth lag current latest recent",
);

/** Work out from their arguments alone: the answer is no fact about the world. */
export const computingWords = words("calculate calculator compute think reason eval plan todo todos todowrite");

export const changingWords = words(
  "create update delete remove set unset put post patch write edit multiedit apply restart start stop kill deploy undeploy rollback roll scale drain undrain flush purge clear send notify page assign unassign claim release close reopen merge commit push pull install uninstall book cancel pay refund modify transfer add insert upsert enable disable rotate reset reboot failover promote demote move mv rm rmdir cp mkdir touch chmod chown ln tee dd truncate approve reject ack silence unsilence mute acknowledge escalate submit publish upload migrate provision deprovision terminate trigger schedule register unregister attach detach grant revoke mark change replace rename restore revert replay reload recycle bounce quarantine isolate evict cordon uncordon throttle fix repair build make compile test-run format lint login logout init clone checkout switch stash rebase tag save store upgrade downgrade annotate label taint exchange return drop alter vacuum reindex rebuild resize expand extend shrink lock unlock pause resume suspend abort retry requeue dispatch order charge toggle turn send-message reply forward archive str_replace_editor notebookedit",
);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
