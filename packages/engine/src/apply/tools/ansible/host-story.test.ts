import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostStory, progressText } from './host-story.ts';
import { type PlaybookEvent, parseEvent } from './playbook-event.ts';

function events(...lines: readonly Readonly<Record<string, unknown>>[]): readonly PlaybookEvent[] {
  return lines.flatMap((line) => parseEvent(JSON.stringify(line)) ?? []);
}

const result = (outcome: string, task: string, reason = '') => ({
  kind: 'result',
  host: 'a',
  task,
  outcome,
  reason,
  text: reason,
});

test('lines that are no events are passed over', () => {
  for (const line of ['', 'x', '[]', '{}', '{"kind":"result","host":"a","outcome":"odd"}', 'null']) {
    assert.equal(parseEvent(line), undefined);
  }
});

test('of failures those that were made good do not count', () => {
  const told = [result('failed', 'one', 'x'), result('failed', 'two', 'y')];
  const stats = (failures: number) => ({ kind: 'stats', hosts: { a: { failures, unreachable: 0 } } });
  assert.deepEqual(hostStory(events(...told, stats(0)), 'a').failures, []);
  assert.deepEqual(hostStory(events(...told, stats(1)), 'a').failures, ['task "two" failed: y']);
  assert.equal(hostStory(events(...told), 'a').failures.length, 2, 'without the count all stand');
});

test('a host is through when it has come to our last task', () => {
  const own = (task: string) => ({ kind: 'own', host: 'a', task, outcome: 'ok', reason: '' });
  assert.equal(hostStory(events(own('Reach the node')), 'a').done, false);
  assert.equal(hostStory(events(own('Reach the node'), own('Come to the end')), 'a').done, true);
  assert.equal(hostStory(events(own('Come to the end')), 'b').done, false);
});

test('outputs are text again, and what could not be had says why', () => {
  const outputs = { o: Buffer.from('é\n').toString('base64') };
  const own = { kind: 'own', host: 'a', task: 't', outcome: 'ok', outputs, problems: { p: 'is not a plain file' } };
  const story = hostStory(events({ ...own, outputs: {} }, own), 'a');
  assert.deepEqual(story.outputs, new Map([['o', 'é\n']]));
  assert.deepEqual(story.outputProblems, new Map([['p', 'is not a plain file']]));
});

test('the log has the plays and tasks of a host, and what it waits for is known', () => {
  const all = events(
    { kind: 'play', name: 'p' },
    result('changed', 'one'),
    { ...result('ok', 'other'), host: 'b' },
    result('failed', 'two', 'no'),
    { kind: 'start', host: 'a', task: 'three' },
  );
  const story = hostStory(all, 'a');
  assert.equal(story.log, 'PLAY [p]\n\nTASK [one]\nchanged\n\nTASK [two]\nfailed: no\n\n');
  assert.equal(story.waitsFor, 'three');
  assert.equal(story.changed, true);
  assert.deepEqual(all.map(progressText), [undefined, 'one: changed', 'other: ok', 'two: failed: no', 'three …']);
});
