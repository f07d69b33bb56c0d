import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { JournalEntry, JournalFact } from '../event/journal-entry.ts';
import { summarizeRun } from './run-report.ts';

function journal(...facts: readonly JournalFact[]): readonly JournalEntry[] {
  return facts.map((fact, index) => ({
    ...fact,
    formatVersion: 1,
    run: 'r1',
    sequence: index + 1,
    time: `2026-01-01T00:00:0${index}Z`,
  }));
}

const start: JournalFact = {
  kind: 'run-started',
  deployment: 'web-1',
  purpose: 'apply',
  base: null,
  target: 'abc',
  rollback: true,
};

function action(
  number: number,
  verb: 'create' | 'update' | 'delete',
  phase: 'forward' | 'undo removal',
  outcome: 'succeeded' | 'failed',
): JournalFact[] {
  const told = { action: `s/r1/${number}/1`, address: `a${number}`, instance: `i${number}` } as const;
  return [
    { kind: 'action-started', ...told, phase, verb, script: 0, node: 'here', tool: 'script' },
    { kind: 'action-ended', ...told, outcome, reason: 'it broke', log: { stdout: '', stderr: 'oh', status: 1 } },
  ];
}

test('a run is told from its journal: what was done, what failed and why, what was taken back', () => {
  const report = summarizeRun(
    journal(
      start,
      ...action(1, 'create', 'forward', 'succeeded'),
      ...action(2, 'update', 'forward', 'failed'),
      { kind: 'resource-failed', address: 'a3', reason: 'no such node' },
      { kind: 'undo-started', reason: 'a2: it broke', revision: null },
      ...action(1, 'delete', 'undo removal', 'succeeded'),
      { kind: 'run-ended', status: 'rolled back', reason: 'a2: it broke', leftovers: [], notUndone: ['a9'] },
    ),
  );
  assert.equal(report?.status, 'rolled back');
  assert.deepEqual(report?.done, { create: 1, update: 0, replace: 0, delete: 0 });
  assert.deepEqual(report?.undone, { create: 0, update: 0, replace: 0, delete: 1 });
  assert.deepEqual(report?.failures, [
    { address: 'a2', reason: 'it broke', stderr: 'oh' },
    { address: 'a3', reason: 'no such node' },
  ]);
  assert.deepEqual(report?.notUndone, ['a9']);
});

test('a run without an end is running, or interrupted where it says so', () => {
  assert.equal(summarizeRun(journal(start))?.status, 'running');
  assert.equal(summarizeRun(journal(start, { kind: 'run-interrupted', reason: 'asked' }))?.status, 'interrupted');
  assert.equal(summarizeRun([]), undefined);
});

test('resources are counted as a preview counts them, whether or not anything ran for them on a node', () => {
  const told = { action: 's/r1/1/1', address: 'web', instance: 'i2' } as const;
  const old = { action: 's/r1/2/1', address: 'web', instance: 'i1' } as const;
  const common = { script: 0, node: 'here', tool: 'script' } as const;
  const report = summarizeRun(
    journal(
      start,
      { kind: 'resources-recorded', addresses: ['a'], verb: 'create' },
      { kind: 'resources-recorded', addresses: ['b["x y"]'], verb: 'update' },
      { kind: 'resources-recorded', addresses: ['c'], verb: 'replace' },
      { kind: 'resources-recorded', addresses: ['before there were verbs'] },
      { kind: 'action-started', ...told, ...common, phase: 'forward', verb: 'create', replaces: 'i1' },
      { kind: 'action-ended', ...told, outcome: 'succeeded' },
      { kind: 'committed' },
      { kind: 'action-started', ...old, ...common, phase: 'removal', verb: 'delete' },
      { kind: 'action-ended', ...old, outcome: 'succeeded' },
      { kind: 'resources-recorded', addresses: ['c'], verb: 'delete' },
      { kind: 'resources-recorded', addresses: ['d'], verb: 'delete' },
    ),
  );
  assert.deepEqual(report?.done, { create: 1, update: 1, replace: 2, delete: 1 });
  assert.deepEqual(report?.undone, { create: 0, update: 0, replace: 0, delete: 0 });
});

test('what is recorded after the run has turned round was going back', () => {
  const report = summarizeRun(
    journal(
      start,
      { kind: 'resources-recorded', addresses: ['a'], verb: 'create' },
      { kind: 'undo-started', reason: 'b: it broke', revision: null },
      { kind: 'resources-recorded', addresses: ['a'], verb: 'delete' },
    ),
  );
  assert.deepEqual(report?.done, { create: 1, update: 0, replace: 0, delete: 0 });
  assert.deepEqual(report?.undone, { create: 0, update: 0, replace: 0, delete: 1 });
});
