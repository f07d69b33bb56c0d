import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainStyle } from '../shell/style.ts';
import { fileDiffText } from './file-diff-text.ts';

function diffOf(path: string, lines: number): string {
  const added = Array.from({ length: lines }, (_, index) => `+line ${index}\n`).join('');
  return `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -0,0 +1,${lines} @@\n${added}`;
}

test('a difference is shown as git tells it', () => {
  const diff = diffOf('configs/web/config', 2);
  assert.equal(fileDiffText(diff, plainStyle), diff);
});

test('of the files that tell the change set again only the size is shown', () => {
  assert.equal(fileDiffText(diffOf('tyto/graph.json', 3), plainStyle), 'tyto/graph.json: 3 lines added, 0 removed\n');
});

test('a long difference is cut, and what is left out is counted', () => {
  const text = fileDiffText(diffOf('a', 1000), plainStyle);
  assert.equal(text.split('\n').length, 62);
  assert.ok(text.endsWith('… 944 more lines of this file\n'), text.slice(-100));
  const many = fileDiffText(Array.from({ length: 20 }, (_, index) => diffOf(`f${index}`, 100)).join(''), plainStyle);
  assert.ok(many.endsWith('more files\n'), many.slice(-100));
});

test('file contents cannot steer the terminal', () => {
  const diff = `diff --git a/x b/x\n@@ -1 +1 @@\n+\u001b[2J\n`;
  assert.ok(!fileDiffText(diff, plainStyle).includes('\u001b'));
});
