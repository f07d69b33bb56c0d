import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readYaml } from '../yaml-reader.ts';

function told(text: string): readonly string[] {
  return readYaml(text, 't.yaml').problems.map((each) => `${each.at?.line}:${each.at?.column} ${each.hint}`);
}

test('every tag that is not known is told where it stands, with what HOT has in its place', () => {
  assert.deepEqual(told('a: !Ref name\nb: !GetAtt [a, b]\nc: !important\nd: 1\n'), [
    '1:4 In HOT this is written {get_param: NAME} or {get_resource: NAME}',
    '2:4 In HOT this is written {get_attr: [RESOURCE, ATTRIBUTE]}',
    '3:4 Put quotes around text that begins with "!"',
  ]);
});
