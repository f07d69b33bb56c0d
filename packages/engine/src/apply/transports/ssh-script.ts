import { keptOfStream, outputLimit } from './collect.ts';
import { actionName } from './payload.ts';
import { placeText } from './runner.ts';
import { shellQuote } from './shell-quote.ts';
import type { ActionId } from './transport.ts';

/**
 * What a node's shell is fed to ask of an action, in POSIX sh, beside the runner. All that it answers stands in frames
 * (ssh-frames.ts) that begin with a line `tyto:NONCE:KIND DETAIL`; a program on the node does not know the nonce.
 *
 *     here                    the shell has read all that it was sent, and begins
 *     base DIRECTORY          where the node keeps its actions
 *     runner STATUS           how the runner went away
 *     state absent|running|lost|finished, and the record's whole lines
 *     file TAG                the beginning of a file, one byte more than is wanted at most
 *     odd TAG                 something stands there that is no plain file
 *     size TAG BYTES, tail TAG   on request
 *     end                     that was all
 *
 * It starts a process only for a file that is not empty, for a pause, and where /proc is missing.
 */
const answerText = `${placeText}tyto_send() {
printf '\\ntyto:%s:%s\\n' "$tyto_nonce" "$*"
}
tyto_read() {
tyto_state=absent tyto_seen=0
[ -e "$tyto_d/record" ] || return 0
tyto_state=open
while read -r tyto_line tyto_1 tyto_2 tyto_3 tyto_after; do
case $tyto_state.$tyto_line in
open.void) tyto_seen=$((tyto_seen + 1)) ;;
open.started) [ "$tyto_after" != "$tyto_seen" ] ||
{ tyto_state=begun tyto_pid=$tyto_1 tyto_start=$tyto_2 tyto_boot=$tyto_3; } ;;
begun.finished) tyto_state=finished tyto_end=$tyto_1 ;;
esac
done <"$tyto_d/record"
}
tyto_this_boot() {
read -r tyto_now </proc/sys/kernel/random/boot_id ||
tyto_now=$(echo $(sysctl -n kern.bootsessionuuid || sysctl -n kern.boottime) | tr ' ' _)
[ "$tyto_now" = "$tyto_boot" ]
}
tyto_alive() {
tyto_this_boot || return 1
if [ -e /proc/$$/stat ]; then
read -r tyto_stat </proc/"$tyto_pid"/stat || return 1
set -- \${tyto_stat##*) }
[ "$1" != Z ] && [ "$1" != X ] && [ "\${20}" = "$tyto_start" ]
else
[ "$(echo $(TZ=UTC0 LC_ALL=C ps -o lstart= -p "$tyto_pid") | tr ' ' _)" = "$tyto_start" ]
fi
}
tyto_look() {
tyto_read
[ "$tyto_state" = begun ] || return 0
if tyto_alive 2>/dev/null; then tyto_state=running; return 0; fi
tyto_read
[ "$tyto_state" != begun ] || tyto_state=lost
}
tyto_close() {
tyto_look
case $tyto_state in
absent) (umask 077 && mkdir -p "$tyto_base/work" "$tyto_d") || tyto_give_up ;;
open) ;;
*) return 0 ;;
esac
printf '\\nvoid\\n' >>"$tyto_d/record" || tyto_give_up
tyto_look
[ "$tyto_state" != open ] || tyto_state=absent
}
tyto_give_up() {
tyto_send runner 93
tyto_send end
exit 0
}
tyto_sleep() {
sleep "$1" 2>/dev/null || sleep 1
}
tyto_wait() {
tyto_pause=0.05
while tyto_close; [ "$tyto_state" = running ]; do
tyto_sleep $tyto_pause
case $tyto_pause in 0.05) tyto_pause=0.1 ;; 0.1) tyto_pause=0.2 ;; 0.2) tyto_pause=0.5 ;; *) tyto_pause=1 ;; esac
done
}
tyto_group() {
kill -0 "-$tyto_pid" 2>/dev/null || return 1
[ -e /proc/$$/stat ] || return 0
for tyto_f in /proc/[0-9]*/stat; do
{ read -r tyto_stat <"$tyto_f"; } 2>/dev/null || continue
set -- \${tyto_stat##*) }
[ "$3" = "$tyto_pid" ] && [ "$1" != Z ] && [ "$1" != X ] && return 0
done
return 1
}
tyto_gone() {
tyto_tries=$1
while tyto_alive 2>/dev/null || tyto_group; do
[ "$tyto_tries" -gt 0 ] || return 1
tyto_tries=$((tyto_tries - 1))
tyto_sleep 0.1
done
}
tyto_strike() {
kill -TERM "-$tyto_pid" 2>/dev/null
tyto_gone 20 || { kill -KILL "-$tyto_pid" 2>/dev/null; tyto_gone 50; }
}
tyto_kill() {
tyto_close
case $tyto_state in
running)
tyto_strike
tyto_look
case $tyto_state in
finished) printf '\\nfinished %s %s\\n' "$tyto_end" "$1" >>"$tyto_d/record" ;;
lost) printf '\\nfinished 137 %s\\n' "$1" >>"$tyto_d/record" ;;
esac
;;
lost) if tyto_this_boot 2>/dev/null && ! kill -0 "$tyto_pid" 2>/dev/null && tyto_group; then tyto_strike; fi ;;
esac
tyto_look
}
tyto_file() {
if [ -f "$2" ]; then
tyto_send file "$1"
[ ! -s "$2" ] || head -c "$3" <"$2"
elif [ -e "$2" ] || [ -L "$2" ]; then tyto_send odd "$1"
fi
}
tyto_answer() {
tyto_send state "$tyto_state"
while IFS= read -r tyto_line; do printf '%s\\n' "$tyto_line"; done <"$tyto_d/record"
[ "$tyto_state" != finished ] || tyto_collect
tyto_send end
}
`;

/** How much of a stream comes at first: one byte more than is kept whole. */
export const streamFirst = 2 * keptOfStream + 1;
/** How much of an output comes: one byte more than it may have. */
const outputFirst = outputLimit + 1;

export interface Asked {
  readonly nonce: string;
  /** The node's directory for actions where it is known already, else empty. */
  readonly base: string;
  readonly id: ActionId;
  readonly outputs: readonly string[];
}

/**
 * All that a session's shell is fed, to the last line in a brace group: what was cut off on its way does nothing.
 * `act` is run when everything is known.
 */
function script(asked: Asked, act: string): string {
  const files = asked.outputs.map(
    (name, index) => `tyto_file o${index} "$tyto_d/"${shellQuote(`outputs.${name}`)} ${outputFirst}\n`,
  );
  return `{
${answerText}tyto_collect() {
tyto_file stdout "$tyto_d/stdout" ${streamFirst}
tyto_file stderr "$tyto_d/stderr" ${streamFirst}
${files.join('')}}
tyto_nonce=${asked.nonce}
tyto_base=${shellQuote(asked.base)}
tyto_send here
tyto_place
tyto_send base "$tyto_base"
tyto_d=$tyto_base/actions/${actionName(asked.id)}
${act}}
`;
}

/** To ask what is known of an action. */
export function askScript(asked: Asked): string {
  return script(asked, 'tyto_close\ntyto_answer\n');
}

/** To wait for an action's end, and tell it. */
export function waitScript(asked: Asked): string {
  return script(asked, 'tyto_wait\ntyto_answer\n');
}

/** To end an action by force, and tell what then stands. */
export function killScript(asked: Asked, why: 'timeout' | 'cancelled'): string {
  return script(asked, `tyto_kill ${why}\ntyto_answer\n`);
}

/** To have the sizes and the ends of an action's streams. */
export function tailScript(asked: Asked): string {
  const streams = ['stdout', 'stderr'].map(
    (name) =>
      `tyto_send size ${name} $(wc -c <"$tyto_d/${name}")\ntyto_send tail ${name}\ntail -c ${keptOfStream} "$tyto_d/${name}"\n`,
  );
  return script(asked, `${streams.join('')}tyto_send end\n`);
}

/** To forget actions. */
export function removeScript(asked: Omit<Asked, 'id' | 'outputs'>, ids: readonly ActionId[]): string {
  return `{
${placeText}tyto_base=${shellQuote(asked.base)}
tyto_place
${removal(ids)}printf '\\ntyto:${asked.nonce}:%s\\n' here end
}
`;
}

function removal(ids: readonly ActionId[]): string {
  return ids.length === 0 ? '' : `rm -rf ${ids.map((id) => `"$tyto_base/actions/${actionName(id)}"`).join(' ')}\n`;
}

export interface Begun extends Asked {
  /** The runner's payload (payload.ts): it is run by the session's own shell, which becomes the runner. */
  readonly payload: string;
  /** Whether the shell must first be seen to lead a session of its own. */
  readonly checkSession: boolean;
  /** Actions to forget afterwards, when nobody waits any more. */
  readonly forget: readonly ActionId[];
}

/**
 * To run a program and tell its end. The shell of a session of sshd leads a session of its own, so it outlives the link
 * as it is; where it does not, it says `runner 90` and has done nothing.
 */
export function runScript(begun: Begun): string {
  const check = `if { read -r tyto_stat </proc/$$/stat; } 2>/dev/null; then set -- \${tyto_stat##*) }; else set --; fi
[ "$4" = $$ ] || { tyto_send runner ${runnerNotLeader}; tyto_send end; exit 0; }
`;
  return script(
    begun,
    `${begun.checkSession ? check : ''}tyto_report() {
tyto_status=$?
tyto_send runner $tyto_status
case $tyto_status in
0) tyto_look ;;
94) tyto_wait ;;
*) tyto_close ;;
esac
tyto_answer
${removal(begun.forget)}exit 0
}
trap tyto_report 0
${begun.payload}`,
  );
}

/** The status of a runner whose shell does not lead its session. */
export const runnerNotLeader = 90;
