import assert from 'node:assert/strict';
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { lookUpIn, resolvePath } from './plan-tree.ts';
import { temporaryDirectory } from './testing/temporary-store.ts';

const lookUp = lookUpIn(
  new Map([
    ['a/b/file', {}],
    ['a/up', { link: '..' }],
    ['a/file', { link: 'b/file' }],
    ['to-b', { link: 'a/b' }],
    ['out', { link: '../x' }],
    ['deep-out', { link: 'to-b/../../../x' }],
    ['absolute', { link: '/etc/passwd' }],
    ['circle', { link: 'other' }],
    ['other', { link: './circle' }],
    ['self', { link: '.' }],
  ]),
);

test('links are followed inside the tree, through directories too', () => {
  assert.deepEqual(resolvePath(lookUp, 'a/file'), { kind: 'file', path: 'a/b/file' });
  assert.deepEqual(resolvePath(lookUp, 'to-b/file'), { kind: 'file', path: 'a/b/file' });
  assert.deepEqual(resolvePath(lookUp, 'a/up/to-b'), { kind: 'directory', path: 'a/b' });
  assert.deepEqual(resolvePath(lookUp, 'self'), { kind: 'directory', path: '' });
  assert.deepEqual(resolvePath(lookUp, 'to-b/../up/out'), { kind: 'outside' });
});

test('what leads out of the tree, to nothing or in a circle is told apart', () => {
  for (const path of ['out', 'deep-out', 'absolute', '../x', 'a/../../x']) {
    assert.deepEqual(resolvePath(lookUp, path), { kind: 'outside' }, path);
  }
  assert.deepEqual(resolvePath(lookUp, 'a/none'), { kind: 'missing' });
  assert.deepEqual(resolvePath(lookUp, 'a/file/x'), { kind: 'missing' });
  assert.deepEqual(resolvePath(lookUp, 'circle'), { kind: 'loop' });
});

test('a path leads where the file system says that it leads, or is outside', (t) => {
  const part = fc.constantFrom('a', 'b', 'c', '..', '.');
  const target = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const place = fc
    .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join('/'));
  const entries = fc.array(fc.tuple(place, fc.option(target)), { minLength: 1, maxLength: 6 });
  let number = 0;
  const base = temporaryDirectory(t);
  fc.assert(
    fc.property(entries, target, (made, asked) => {
      number += 1;
      const root = join(base, String(number), 'root');
      mkdirSync(root, { recursive: true });
      const listing = new Map<string, { link?: string }>();
      for (const [path, link] of made) {
        try {
          if (realpathSync.native(dirname(join(root, path))) !== dirname(join(root, path))) continue;
        } catch {
          if ([...listing.keys()].some((other) => path.startsWith(`${other}/`))) continue;
          mkdirSync(dirname(join(root, path)), { recursive: true });
        }
        try {
          if (link === null) writeFileSync(join(root, path), '', { flag: 'wx' });
          else symlinkSync(link, join(root, path));
          listing.set(path, link === null ? {} : { link });
        } catch {
          // There is something of that name.
        }
      }
      const resolved = resolvePath(lookUpIn(listing), asked);
      let real: string | undefined;
      try {
        real = realpathSync.native(`${root}/${asked}`);
      } catch {
        real = undefined;
      }
      if ('path' in resolved) assert.equal(real, join(root, resolved.path).replace(/\/$/, ''));
      // Leaving the tree and coming back is outside too, so nothing can be said of that.
      else if (resolved.kind !== 'outside') assert.equal(real, undefined);
    }),
    { numRuns: 200 },
  );
});
