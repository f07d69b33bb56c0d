import { interpreterOf } from './interpreter.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { runnerText } from './runner.ts';
import { shellQuote } from './shell-quote.ts';
import type { ActionId, NodeProgram } from './transport.ts';

export interface PayloadPlace {
  /** The node's directory for actions; without one the runner finds it by the user it runs as. */
  readonly base?: string;
  /** How many lines `void` the action's record has. */
  readonly voids?: number;
  /** The process that will read the payload; without it the runner finds out itself, which takes it longer. */
  readonly self?: ProcessIdentity | undefined;
}

/**
 * What a shell is fed on its standard input to run a program: the runner, the environment and the program's text, all
 * inside one brace group. A shell reads a group to its end before it runs anything of it, so a payload that was cut off
 * does nothing.
 */
export function runnerPayload(id: ActionId, program: NodeProgram, place: PayloadPlace = {}): string {
  const exports = [...program.environment].map(([name, value]) => `export ${name}=${shellQuote(value)}\n`);
  return `{
${runnerText}tyto_environment() {
${exports.join('')}:
}
tyto_base=${shellQuote(place.base ?? '')}
tyto_voids=${place.voids ?? 0}
tyto_self=${shellQuote(selfOf(place))}
tyto_action=${shellQuote(actionName(id))}
tyto_text=${shellQuote(program.text)}
tyto_run ${interpreterOf(program.text).map(shellQuote).join(' ')}
}
`;
}

function selfOf({ self }: PayloadPlace): string {
  return self === undefined ? '' : `${self.pid} ${self.startTime} ${self.bootId}`;
}

/** An action's id as the name of its directory. An id of another form is a bug: it could lead out of the directory. */
export function actionName(id: ActionId): string {
  if (!/^[A-Za-z0-9]+(?:\/[A-Za-z0-9]+){3}$/.test(id)) throw new Error(`not the id of an action: ${id}`);
  return id.replaceAll('/', '-');
}
