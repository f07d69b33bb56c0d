import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TemplateVersion, templateVersions } from '../version.ts';
import { conditionFunctionNames, functionNames, functions } from './table.ts';

/** Heat: `hot/template.py`: what each version brings, in a value. */
const brought: Readonly<Record<TemplateVersion, readonly string[]>> = {
  '2013-05-23': [
    ...['get_attr', 'get_file', 'get_param', 'get_resource', 'list_join', 'resource_facade', 'str_replace', 'Ref'],
    ...['Fn::Base64', 'Fn::GetAZs', 'Fn::Join', 'Fn::MemberListToMap', 'Fn::Replace', 'Fn::ResourceFacade'],
    ...['Fn::Select', 'Fn::Split'],
  ],
  '2014-10-16': [],
  '2015-04-30': ['digest', 'repeat'],
  '2015-10-15': ['str_split'],
  '2016-04-08': ['map_merge'],
  '2016-10-14': ['if', 'map_replace', 'yaql'],
  '2017-02-24': ['filter', 'str_replace_strict'],
  '2017-09-01': ['contains', 'list_concat', 'list_concat_unique', 'make_url', 'str_replace_vstrict'],
  '2018-03-02': [],
  '2018-08-31': [],
  '2021-04-16': [],
};

test('each version has the functions that it and those before it brought', () => {
  const names: string[] = [];
  for (const version of templateVersions) {
    names.push(...brought[version]);
    assert.deepEqual([...functionNames(version)].sort(), [...names].sort(), version);
  }
});

test('conditions have functions of their own, since there are conditions', () => {
  const first = ['and', 'equals', 'get_param', 'not', 'or'];
  for (const version of templateVersions) {
    const expected = version < '2016-10-14' ? [] : version < '2017-09-01' ? first : [...first, 'contains', 'yaql'];
    assert.deepEqual([...conditionFunctionNames(version)].sort(), expected.sort(), version);
  }
});

test('every function is told in a sentence and with an example', () => {
  for (const [name, entry] of functions) {
    assert.equal(entry.name, name);
    assert.match(entry.summary, /^[A-Z].*[^.]$/);
    assert.ok(entry.example.startsWith(`${name}: `), entry.example);
  }
});
