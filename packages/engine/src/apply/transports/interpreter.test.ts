import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interpreterOf } from './interpreter.ts';

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['echo x', ['/bin/sh']],
  ['', ['/bin/sh']],
  ['#!', ['/bin/sh']],
  ['#!\n/bin/false', ['/bin/sh']],
  [' #!/bin/bash', ['/bin/sh']],
  ['#!/bin/bash', ['/bin/bash']],
  ['#!/bin/bash\necho', ['/bin/bash']],
  ['#! \t/usr/bin/env  python3 -u \necho', ['/usr/bin/env', 'python3 -u']],
  ['#!python3\n', ['./python3']],
  ['#!/bin/sh\r\ntrue', ['/bin/sh\r']],
];

for (const [text, command] of cases) {
  test(`the interpreter of ${JSON.stringify(text)}`, () => assert.deepEqual(interpreterOf(text), command));
}
