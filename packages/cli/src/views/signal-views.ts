import type { Operations } from '@tyto/engine/operations/operations.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import { shortTime } from './short-text.ts';
import { table } from './table.ts';
import { jsonOf, type View } from './view.ts';

type Result<N extends keyof Operations> = Operations[N]['result'];

export const sentSignalView: View<Result<'signal'>> = {
  human: ({ deployment, address, signal, cleared }) => {
    const where = escapeControls(`'${address}' of '${deployment}'`);
    if (signal === undefined) return `The hook ${cleared ?? ''} of ${where} is cleared\n`;
    return `Signal ${escapeControls(signal.id)} to ${where}: ${signal.status}\n`;
  },
  json: ({ signal, ...sent }) =>
    jsonOf('SignalSent')({ ...sent, ...(signal === undefined ? {} : { id: signal.id, status: signal.status }) }),
};

export const hookListView: View<Result<'hook list'>> = {
  human: ({ hooks }, style) =>
    table(
      ['ADDRESS', 'HOOK', 'RUN', 'SINCE'],
      hooks.map(({ address, hook, run, since }) => [address, hook, run, shortTime(since)]),
      'No run is stopped at a hook',
      style,
    ),
  json: jsonOf('HookList'),
};

export const clearedHooksView: View<Result<'hook clear'>> = {
  human: ({ cleared, status, run }) => {
    const lines = cleared.map(({ address, hook }) => `Cleared ${hook} of '${escapeControls(address)}'\n`);
    const goOn = status === 'interrupted' ? `Run ${run} was interrupted: it goes on by 'tyto run resume ${run}'\n` : '';
    return `${lines.join('')}${goOn}`;
  },
  json: jsonOf('HooksCleared'),
};
