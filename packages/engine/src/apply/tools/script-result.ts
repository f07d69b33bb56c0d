import { constants } from 'node:os';
import type { Value } from '../../hot/value.ts';
import type { ConfigOutput } from '../../resource/software-config.ts';
import type { Finished, NodeRecord } from '../transports/transport.ts';
import type { MemberResult } from './tool.ts';

/**
 * What a node's record means for a member. A script failed when its status is not 0, when it was killed, or when it
 * wrote an output that is declared `error_output`, an empty one too. Heat: `signal_software_deployment`, wallaby.
 */
export function scriptResult(
  record: NodeRecord,
  declared: readonly ConfigOutput[],
  timeout: number | undefined,
): MemberResult {
  switch (record.kind) {
    case 'absent':
      return record;
    case 'not begun':
      return { kind: 'absent', reason: `node can not run the script: ${record.reason}` };
    case 'running':
      return { kind: 'unknown', reason: 'script still runs on its node and could not be ended' };
    case 'lost':
      return {
        kind: 'unknown',
        reason: 'end of the script is not known: its node restarted, or its runner was killed',
      };
    case 'unreachable':
      return { kind: 'unknown', reason: `node can not run the script: ${record.reason}` };
    case 'finished': {
      const log = { stdout: record.stdout, stderr: record.stderr, status: record.status };
      const reason = failure(record, declared, timeout);
      const outputs = scriptOutputs(record, declared);
      return reason === undefined ? { kind: 'succeeded', outputs, log } : { kind: 'failed', reason, outputs, log };
    }
  }
}

/** The outputs of a deployment: the declared ones that were written, and the three that there always are. */
function scriptOutputs(record: Finished, declared: readonly ConfigOutput[]): ReadonlyMap<string, Value> {
  const outputs = new Map<string, Value>();
  for (const { name } of declared) {
    const text = record.outputs.get(name);
    if (text !== undefined) outputs.set(name, text);
  }
  outputs.set('deploy_stdout', record.stdout);
  outputs.set('deploy_stderr', record.stderr);
  outputs.set('deploy_status_code', record.status);
  return outputs;
}

function failure(record: Finished, declared: readonly ConfigOutput[], timeout: number | undefined): string | undefined {
  if (record.killed === 'timeout')
    return `killed after ${timeout === undefined ? 'its time' : `${timeout} s`} (timeout)`;
  if (record.killed === 'cancelled') return 'killed (run cancelled)';
  if (record.status !== 0) return `script exited with status ${record.status}${signalOf(record.status)}`;
  const error = declared.find(({ name, errorOutput }) => errorOutput && record.outputs.has(name));
  return error === undefined
    ? undefined
    : `script wrote to its error output "${error.name}"${firstLine(record.outputs.get(error.name))}`;
}

/** The first words of an error output, which mostly say it all. */
function firstLine(text = ''): string {
  const [line = ''] = text.trim().split('\n');
  return line === '' ? '' : `: ${line.length > 200 ? `${line.slice(0, 200)}…` : line}`;
}

function signalOf(status: number): string {
  const [name] = Object.entries(constants.signals).find(([, number]) => number === status - 128) ?? [];
  return name === undefined ? '' : ` (${name})`;
}
