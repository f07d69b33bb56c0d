import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { problem } from '../../diagnostics/diagnostic.ts';
import { encodeJson, encodeValue } from '../codec.ts';
import { equalValues } from '../equal-values.ts';
import { evaluate } from '../evaluate.ts';
import { JsonFault, readJsonText } from '../json-text.ts';
import { parseTemplate } from '../parse-template.ts';
import { Failure } from '../scope.ts';
import { scopeOf } from '../testdata/scope-of.ts';
import { Float, isList, isMap, type Value, type ValueMap } from '../value.ts';
import { templateVersions } from '../version.ts';
import { conditionFunctionNames, functionNames } from './table.ts';

/**
 * What Heat 19.0 made of each value as an output. Its answers are JSON: the keys of maps come sorted, and where it fails
 * the reason stands in its words.
 */
const cases = readCases();

function readCases(): readonly ValueMap[] {
  const read = readJsonText(readFileSync(`${import.meta.dirname}/../testdata/function-cases.json`, 'utf8'));
  assert.ok(!(read instanceof JsonFault) && isList(read));
  return read.filter(isMap);
}

const json: Value = new Map<string, Value>([
  ['a', [1, 'two', null, new Float(1.5)]],
  ['b', 'text,é'],
  [
    'c',
    new Map<string, Value>([
      ['x', true],
      ['a', 'b'],
    ]),
  ],
  ['n', 5],
  ['e', []],
  ['big', 123456789012345678901234567890n],
  ['d', new Map([['0', 'zero']])],
]);

for (const [index, each] of cases.entries()) {
  const version = templateVersions.find((known) => known === each.get('version'));
  const written = encodeValue(each.get('value') ?? null);
  const name = `${index}: ${version} ${written}`;
  test(`as Heat has it, ${name.slice(0, 160)}`, () => {
    assert.ok(version !== undefined);
    const text = encodeJson(
      new Map<string, Value>([
        ['heat_template_version', version],
        ['outputs', new Map([['o', new Map([['value', each.get('value') ?? null]])]])],
      ]),
      { indent: 1 },
    );
    const names = { values: functionNames(version), conditions: conditionFunctionNames(version) };
    const { value: template, problems: all } = parseTemplate(text, 'test.yaml', () => names);
    const problems = all.filter(({ severity }) => severity === 'error');
    const snippet = template?.outputs.get('o')?.value;
    const scope = scopeOf({
      version,
      parameters: { p: json, s: 'a,b x', n: 7, l: ['a', 'b', 'x'], b: true },
      references: { r: 'r', r2: 'r2' },
      attributes: { r: { value: json } },
      conditions: { yes: true, no: false },
      files: { 'a.txt': 'text of a\n', 'a,b x': 'odd' },
    });
    const result =
      problems.length > 0 || snippet === undefined
        ? new Failure(problems.length > 0 ? problems : [problem('template-output', 'There is no output')])
        : evaluate(snippet, scope);
    if (each.has('fails')) {
      assert.ok(result instanceof Failure, `Heat fails: ${each.get('fails')}`);
      for (const told of result.problems) assert.ok(told.at !== undefined && told.message !== '');
      return;
    }
    const expected = each.get('gives') ?? null;
    assert.ok(!(result instanceof Failure), result instanceof Failure ? result.problems[0]?.message : '');
    assert.ok(equalValues(result, expected), `${encodeValue(result)} is not ${encodeValue(expected)}`);
  });
}
