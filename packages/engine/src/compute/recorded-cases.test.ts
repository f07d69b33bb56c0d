import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { equalValues } from '../hot/equal-values.ts';
import { JsonFault, readJsonText } from '../hot/json-text.ts';
import { isList, isMap, type Value, type ValueMap } from '../hot/value.ts';
import { answerCase } from './answer-case.ts';

/** Cases as a live Heat answered them; conformance/cases/README.md has their form. */
const root = fileURLToPath(new URL('../../../../conformance/cases/', import.meta.url));

for (const name of readdirSync(root).sort()) {
  const folder = join(root, name);
  if (!existsSync(join(folder, 'template.yaml'))) continue;
  test(`Heat's answer to ${name}`, () => {
    const expected = readMap(join(folder, 'expected.json'));
    compare(answerCase(readCase(folder), randomInt), expected);
  });
}

function compare(answer: ValueMap, expected: ValueMap): void {
  assert.equal(answer.get('status'), expected.get('status'), JSON.stringify([...answer.entries()], show));
  const errors = entriesOf(answer.get('errors'));
  if (expected.get('status') !== 'CREATE_COMPLETE') {
    assert.ok(errors.length > 0, 'a refusal says why');
    for (const each of errors) assert.ok(each.has('line') || each.has('path'), 'a refusal says where');
    return;
  }
  for (const part of ['outputs', 'resources']) {
    const [ours, heats] = [answer.get(part) ?? null, expected.get(part) ?? null];
    assert.ok(equalValues(ours, heats), `${part}: ${JSON.stringify(ours, show)}, not ${JSON.stringify(heats, show)}`);
  }
  const failed = new Set(errors.map((each) => each.get('output')));
  const wanted = expected.get('output_errors') ?? null;
  for (const output of isMap(wanted) ? wanted.keys() : []) assert.ok(failed.has(output), `output ${output} failed`);
  const outputs = expected.get('outputs') ?? null;
  // Heat loses an error without words: the output is null all the same.
  for (const output of failed) assert.equal(isMap(outputs) && outputs.get(String(output)), null, `output ${output}`);
}

function show(_key: string, value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(value);
  return typeof value === 'bigint' ? String(value) : value;
}

function entriesOf(value: Value | undefined): readonly ValueMap[] {
  return value !== undefined && isList(value) ? value.filter((each) => isMap(each)) : [];
}

function readCase(folder: string): ValueMap {
  const given = new Map<string, Value>([['template', textOf(join(folder, 'template.yaml'))]]);
  const environments = readdirSync(folder).filter((each) => /^env-\d+\.yaml$/.test(each));
  const numberOf = (path: string): number => Number(path.replaceAll(/\D/g, ''));
  environments.sort((a, b) => numberOf(a) - numberOf(b));
  if (environments.length > 0)
    given.set(
      'envs',
      environments.map((each) => textOf(join(folder, each))),
    );
  if (existsSync(join(folder, 'env.yaml'))) given.set('env', textOf(join(folder, 'env.yaml')));
  if (existsSync(join(folder, 'params.json'))) given.set('params', readMap(join(folder, 'params.json')));
  if (existsSync(join(folder, 'files'))) given.set('files', filesOf(join(folder, 'files')));
  return given;
}

function filesOf(folder: string): ValueMap {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return new Map(
    entries.map((each): [string, Value] => {
      const path = join(each.parentPath, each.name);
      return [relative(folder, path), textOf(path)];
    }),
  );
}

function textOf(path: string): string {
  return readFileSync(path, 'utf8');
}

function readMap(path: string): ValueMap {
  const value = readJsonText(textOf(path));
  assert.ok(!(value instanceof JsonFault) && isMap(value), path);
  return value;
}
