import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commandTable } from '../arguments/command-table.ts';
import { commandReference } from './command-reference.ts';

const place = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'cli.md');

test('docs/cli.md is what the table of commands says (make docs writes it anew)', () => {
  const text = commandReference(commandTable);
  if (process.env.TYTO_WRITE_DOCS === '1') writeFileSync(place, text);
  assert.equal(readFileSync(place, 'utf8'), text);
});
