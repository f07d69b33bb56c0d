import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localPath } from './local-path.ts';

test('a path starts from the folder of the file that names it', () => {
  assert.equal(localPath('site.yaml', 'a/b.yaml'), 'a/b.yaml');
  assert.equal(localPath('a/site.yaml', './b.yaml'), 'a/b.yaml');
  assert.equal(localPath('a/site.yaml', '../b.yaml'), 'b.yaml');
  assert.equal(localPath('site.yaml', '../../b.yaml'), '../../b.yaml');
  assert.equal(localPath('../a/site.yaml', '../b.yaml'), '../b.yaml');
  assert.equal(localPath('/x/a/site.yaml', '../b//c.yaml'), '/x/b/c.yaml');
  assert.equal(localPath('/site.yaml', '../../b.yaml'), '/b.yaml');
});

test('an absolute path stands for itself, as a URL of a file too; other URLs are told of', () => {
  assert.equal(localPath('a/site.yaml', '/x/b.yaml'), '/x/b.yaml');
  assert.equal(localPath('a/site.yaml', 'file:///x/b.yaml'), '/x/b.yaml');
  const at = { file: 'site.yaml', line: 2, column: 3 };
  const told = localPath('site.yaml', 'https://example.org/b.yaml', at);
  assert.ok(typeof told !== 'string');
  assert.deepEqual([told.code, told.at], ['file-outside', at]);
});
