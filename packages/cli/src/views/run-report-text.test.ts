import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunReport } from '@tyto/engine/report/run-report.ts';
import { plainStyle } from '../shell/style.ts';
import { exitStatusOf, runReportText } from './run-report-text.ts';

const none = { create: 0, update: 0, replace: 0, delete: 0 };

const report: RunReport = {
  kind: 'RunReport',
  formatVersion: 1,
  run: 'r7',
  deployment: 'web-1',
  purpose: 'apply',
  status: 'done',
  base: null,
  target: 'c0ffee',
  started: '2030-01-01T00:00:00.000Z',
  ended: '2030-01-01T00:01:05.000Z',
  failures: [],
  leftovers: [],
  retained: [],
  notUndone: [],
  done: { ...none, create: 2 },
  undone: none,
};

test('a run that is done says so in one line', () => {
  assert.equal(
    runReportText(report, plainStyle),
    'Run r7 of web-1: done in 1 min 05 s. Resources: 2 created, 0 updated, 0 replaced, 0 deleted.\n',
  );
});

test('a run that went back says why, with what the script said, and what was not undone', () => {
  const rolledBack: RunReport = {
    ...report,
    status: 'rolled back',
    reason: 'check: exit status 1',
    failures: [{ address: 'check', reason: 'exit status 1', stderr: 'no answer\u001b[2J\nfrom 127.0.0.1\n' }],
    notUndone: ['schema'],
    undone: { ...none, delete: 2 },
  };
  assert.equal(
    runReportText(rolledBack, plainStyle),
    `✗ check: exit status 1
    | no answer\\x1b[2J
    | from 127.0.0.1
Run r7 of web-1: rolled back (check: exit status 1) in 1 min 05 s. Resources: 2 created, 0 updated, 0 replaced, 0 deleted; going back: 0 created, 0 updated, 0 replaced, 2 deleted.
Done and not undone, for there is no script for that:
  schema
What is deployed is as it was before; the inputs are as they were set.
`,
  );
});

test('of a long standard error the end is shown', () => {
  const stderr = Array.from({ length: 100 }, (_, index) => `line ${index}\n`).join('');
  const text = runReportText(
    { ...report, status: 'failed', failures: [{ address: 'a', reason: 'r', stderr }] },
    plainStyle,
  );
  assert.ok(text.includes('| … 60 lines before\n    | line 60\n') && text.includes('| line 99\n'), text);
});

test('the exit status tells how a run ended', () => {
  const status = (change: Partial<RunReport>): number => exitStatusOf({ ...report, ...change });
  assert.deepEqual(
    [
      status({}),
      status({ leftovers: ['old'] }),
      status({ status: 'rolled back' }),
      status({ status: 'failed' }),
      status({ status: 'rollback failed' }),
      status({ status: 'interrupted' }),
    ],
    [0, 4, 3, 4, 4, 130],
  );
});
