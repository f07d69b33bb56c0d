import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandTable } from './command-table.ts';
import { helpText } from './help.ts';

test('help without words lists every command', () => {
  const text = helpText([], commandTable) ?? '';
  for (const { name, hidden } of commandTable) assert.equal(text.includes(`  ${name} `), hidden !== true, name);
});

test('help on a command shows usage, options and examples', () => {
  const command = commandTable.filter((each) => each.name === 'render');
  assert.equal(
    helpText(['render'], command),
    `Render the configuration of a deployment into a revision.

Usage: tyto render NAME [OPTIONS]

Options:
  -o, --output DIR  Write the tree into a directory that is new or empty
      --data DIR    Data directory (else $TYTO_DATA, else the XDG data directory)
      --json        Print JSON
      --no-color    Print without colours, as with $NO_COLOR set
  -h, --help        Print help

Examples:
  # Look at every file that would be deployed
  tyto render web-1 -o tree
`,
  );
});

test('there is no help on what does not exist', () => {
  assert.equal(helpText(['frobnicate'], commandTable), undefined);
});
