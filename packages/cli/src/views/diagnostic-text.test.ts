import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem, warning } from '@tyto/engine/diagnostics/diagnostic.ts';
import { plainStyle } from '../shell/style.ts';
import { diagnosticsText, diagnosticText } from './diagnostic-text.ts';

const at = { file: 'web.yaml', line: 7, column: 5 };

test('a located problem is told like a compiler does, with its line and a caret', () => {
  const told = problem('property-unknown', "There is no property 'cofnig'", {
    at,
    path: 'resources.web.properties.cofnig',
    expected: 'a property of OS::Heat::SoftwareDeployment',
    hint: "Did you mean 'config'?",
  });
  assert.equal(
    diagnosticText(told, [{ file: 'web.yaml', line: 7, text: '  \t  cofnig: 1' }], plainStyle),
    `web.yaml:7:5: error[property-unknown]: There is no property 'cofnig'
   7 |       cofnig: 1
     |      ^
  path: resources.web.properties.cofnig
  expected: a property of OS::Heat::SoftwareDeployment
  hint: Did you mean 'config'?
`,
  );
});

test('several problems end with their number', () => {
  const text = diagnosticsText(
    [problem('usage', 'One'), problem('usage', 'Two'), warning('usage', 'Three')],
    [],
    plainStyle,
  );
  assert.equal(text, 'error[usage]: One\n\nerror[usage]: Two\n\nwarning[usage]: Three\n\n2 errors, 1 warning\n');
});

test('nothing of a message reaches the terminal as a control character', () => {
  const told = problem('usage', 'bad \u001b]0;title\u0007');
  assert.equal(diagnosticText(told, [], plainStyle), 'error[usage]: bad \\x1b]0;title\\x07\n');
});
