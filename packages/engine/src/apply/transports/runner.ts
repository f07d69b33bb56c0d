/** Finds a node's directory for actions by the user that asks, where `tyto_base` does not name it. */
export const placeText = `tyto_place() {
[ -z "$tyto_base" ] || return 0
if [ "$(id -u)" = 0 ]; then tyto_base=/var/lib/tyto; else tyto_base=\${XDG_STATE_HOME:-$HOME/.local/state}/tyto; fi
}
`;

/**
 * The runner: what stands between a transport and a program on its node, in POSIX sh. A transport sends it to a shell's
 * standard input inside a payload (payload.ts) that has set `tyto_base`, `tyto_action`, `tyto_voids`, `tyto_text`, `tyto_self` (its own
 * PID STARTTIME BOOTID, where the sender knows them) and the function `tyto_environment`. Whoever starts that shell makes it the leader of a session of its own (a detached spawn, or
 * `setsid sh`), so that the runner outlives the link and its process group is all that the program started.
 *
 *     BASE/work                the program's working directory, one for all actions (Heat: HEAT_SCRIPT_WORKING)
 *     BASE/actions/ID/record   what happened: lines, each appended by one write
 *                     program  stdout  stderr  outputs.NAME
 *
 * The order of the record's lines decides who runs the action. `started PID STARTTIME BOOTID VOIDS` is a runner's wish
 * to; `void` is of someone who asked before any runner came, and now holds that nothing was begun. VOIDS says how many
 * of those lines the runner was sent after (`tyto_voids`). The first wish that stands after exactly so many has the
 * action, and any other runner goes away: an id never runs twice, however often it is sent, and a runner that is late
 * never belies an answer. Then come `running PID STARTTIME BOOTID`, when all is in place and the program is about to
 * begin, and `finished STATUS`, to which whoever ends an action by force adds another with the reason.
 *
 * It starts no process besides the program where the directory is already made and /proc tells a process's start time.
 * The signals by which a group is ended politely are caught, so that the end is still recorded. `printf` must be built
 * in (dash, bash, busybox ash): that is why no text of the payload is ever in an argument.
 */
export const runnerText = `${placeText}tyto_make() {
tyto_mask=$(umask) && umask 077 &&
{ [ -d "$tyto_base/actions" ] && [ -d "$tyto_base/work" ] || mkdir -p "$tyto_base/actions" "$tyto_base/work"; } &&
{ mkdir "$tyto_d" || [ -d "$tyto_d" ]; } && printf '' >>"$tyto_d/program" && chmod 700 "$tyto_d/program" &&
printf '' >>"$tyto_d/record" && umask "$tyto_mask"
}
tyto_identity() {
if read -r tyto_stat </proc/$$/stat && read -r tyto_boot </proc/sys/kernel/random/boot_id; then
set -- \${tyto_stat##*) }
tyto_start=\${20}
else
tyto_start=$(echo $(TZ=UTC0 LC_ALL=C ps -o lstart= -p $$) | tr ' ' _)
tyto_boot=$(echo $(sysctl -n kern.bootsessionuuid || sysctl -n kern.boottime) | tr ' ' _)
fi
tyto_self="$$ \${tyto_start:-unknown} \${tyto_boot:-unknown}"
}
tyto_run() {
tyto_place
tyto_d=$tyto_base/actions/$tyto_action
{ [ -e "$tyto_d/record" ] || tyto_make; } 2>/dev/null || exit 91
cd "$tyto_base/work" || exit 92
[ "\${tyto_self%% *}" = $$ ] || tyto_identity 2>/dev/null
printf 'started %s %s\\n' "$tyto_self" "$tyto_voids" >>"$tyto_d/record" || exit 93
tyto_seen=0
while read -r tyto_line tyto_pid tyto_start tyto_boot tyto_after; do
case $tyto_line in
void) tyto_seen=$((tyto_seen + 1)) ;;
started) [ "$tyto_after" != "$tyto_seen" ] || break ;;
esac
done <"$tyto_d/record" || exit 93
[ "$tyto_pid $tyto_start $tyto_boot" = "$tyto_self" ] || exit 94
trap : HUP INT QUIT TERM
{ printf %s "$tyto_text" >"$tyto_d/program" && printf '' >"$tyto_d/stdout" && printf '' >"$tyto_d/stderr"; } || exit 95
printf 'running %s\\n' "$tyto_self" >>"$tyto_d/record" || exit 93
(
tyto_environment
export heat_outputs_path="$tyto_d/outputs"
exec "$@" "$tyto_d/program"
) </dev/null >"$tyto_d/stdout" 2>"$tyto_d/stderr"
tyto_status=$?
case $tyto_status in 126 | 127)
[ -x "$1" ] || printf 'tyto: the interpreter %s is missing on this node or may not be run\\n' "$1" >>"$tyto_d/stderr"
esac
until printf 'finished %s\\n' "$tyto_status" >>"$tyto_d/record"; do
[ -d "$tyto_d" ] || exit 96
sleep 1
printf '\\n' >>"$tyto_d/record"
done
exit 0
}
`;

/** The status of a runner that went away because another has the action, or nobody may have it any more. */
export const runnerRefused = 94;

/** Why a runner went away without a program's end, by its exit status. */
export const runnerFailures: ReadonlyMap<number, string> = new Map([
  [91, 'cannot make the directory of the action'],
  [92, 'cannot enter the working directory'],
  [93, 'cannot write the record of the action'],
  [95, 'cannot write the program'],
  [96, 'the directory of the action was removed while it ran'],
]);
