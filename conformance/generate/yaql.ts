import { call, type Doc, docOf, map } from './doc.ts';
import type { Part } from './part.ts';
import type { Kind, World } from './world.ts';

const ofList: readonly string[] = [
  ...[
    '$.data',
    '$.data.len()',
    '$.data.first(none)',
    '$.data.select(str($))',
    '$.data.where($ != null)',
    '$.data.distinct()',
  ],
  ...[
    '$.data.orderBy(str($))',
    '$.data.join(",")',
    '$.data.select($ + "x")',
    '$.data.reverse().toList()',
    '$.data.limit(1)',
  ],
  ...[
    '$.data.skip(1)',
    '$.data.contains(a)',
    '$.data.flatten()',
    '$.data.enumerate()',
    '$.data.any()',
    '$.data.any($ = a)',
  ],
  ...['$.data.toDict($, 1)', '$.data.groupBy($)', '$.data.zip([1, 2])', '$.data.append(z)', '$.data[0]', '$.data[-1]'],
  ...[
    '$.data.select(isString($))',
    '$.data.where(isString($)).select($.toUpper())',
    '$.data.sum("")',
    '$.data.last("none")',
  ],
  ...[
    '$.data.indexOf(b)',
    '$.data.concat([q])',
    '$.data.slice(2)',
    '$.data.selectMany([$, $])',
    '$.data.toSet().len()',
  ],
  ...[
    'let(x => $.data) -> $x.len() + $x.len()',
    '$.data.select({name => $})',
    '[1, 2, 3].where($ in $$)',
    '$.data.takeWhile($ != b)',
  ],
  ...[
    'len($.data)',
    '$.data.all(isString($))',
    'coalesce($.data, []).len()',
    '$.data.max()',
    '$.data.aggregate($1 + $2, "")',
  ],
];

const ofMap: readonly string[] = [
  ...[
    '$.data',
    '$.data.a',
    '$.data.get(a)',
    '$.data.get(a, none)',
    '$.data.keys().orderBy($)',
    '$.data.values()',
    '$.data.items()',
  ],
  ...[
    '$.data.set(z, 1)',
    '$.data.mergeWith({b => 2})',
    '$.data.len()',
    '$.data.containsKey(a)',
    '$.data.delete(a)',
    '$.data["a"]',
  ],
  ...[
    '$.data.items().select($[0])',
    '$.data.items().toDict($[0], $[1])',
    'dict($.data.items())',
    '$.data.keys().toSet().len()',
  ],
  ...[
    '$.data.values().select(str($))',
    '$.data.items().where($[1] != null).toDict($[0], $[1])',
    '$.data.x.y',
    '$.data + {n => 1}',
  ],
];

const ofText: readonly string[] = [
  ...[
    '$.data',
    '$.data.toUpper()',
    '$.data.len()',
    '$.data.split(",")',
    '$.data.trim()',
    '$.data + "x"',
    '$.data * 2',
    '$.data.replace(a, b)',
  ],
  ...[
    'int($.data)',
    'float($.data)',
    '$.data.substring(1)',
    '$.data.substring(0, 2)',
    '$.data.startsWith(a)',
    'regex("[a-c]+").search($.data)',
  ],
  ...[
    '$.data.matches("a.*")',
    '$.data =~ "a"',
    '$.data.indexOf(b)',
    '$.data in [a, b]',
    '$.data = a',
    '$.data != null',
    '$.data > a',
  ],
  ...[
    'regex("(a)(b)?").searchAll($.data)',
    '$.data.toCharArray()',
    '$.data.norm()',
    '$.data.isEmpty()',
    'isEmpty($.data)',
    '"{0}-{0}".format($.data)',
  ],
  ...[
    '$.data.rightSplit(",", 1)',
    '$.data.toLower().trimLeft("a")',
    'str($.data)',
    'bool($.data)',
    'switch($.data = a => 1, true => 2)',
  ],
];

const ofNumber: readonly string[] = [
  ...[
    '$.data',
    '$.data + 1',
    '$.data * 2',
    '$.data / 2',
    '$.data / 2.0',
    '$.data mod 3',
    '-$.data',
    '$.data > 1',
    '$.data = 1',
    'str($.data)',
  ],
  ...[
    'range($.data).limit(3)',
    'abs($.data)',
    'round($.data)',
    'int($.data)',
    'float($.data)',
    'max($.data, 2)',
    'isInteger($.data)',
    'pow($.data, 2)',
  ],
  ...[
    '$.data - 0.5',
    '$.data in [1, 2]',
    'switch($.data > 1 => big, true => small)',
    'hex($.data)',
    'sign($.data)',
    '"{0:>5}".format($.data)',
  ],
];

const ofAny: readonly string[] = [
  ...[
    '$.data',
    '$.data = null',
    'isString($.data)',
    'isList($.data)',
    'isDict($.data)',
    '$.data or true',
    'not $.data',
    'bool($.data)',
    'str($.data)',
  ],
  ...[
    'coalesce($.data, none)',
    '[$.data]',
    '{k => $.data}',
    '$.data and true',
    'switch(isString($.data) => t, true => o)',
    'isInteger($.data)',
    'isBoolean($.data)',
  ],
];

const wrong: readonly string[] = [
  '$.data.nope()',
  '$.data +',
  '',
  '$.data.first()',
  '$x.y',
  '1 / 0',
  '$.data.foo.bar',
  '[1, 2',
  'len()',
  '%',
  '$.data.select(',
];

/** What an expression over data of a kind may be. */
function expressions(kind: Kind): readonly string[] {
  switch (kind) {
    case 'list':
      return ofList;
    case 'map':
      return ofMap;
    case 'text':
      return ofText;
    case 'number':
      return ofNumber;
    case 'boolean':
    case 'any':
      return ofAny;
  }
}

/** A call of yaql over something of a kind that chance gives. */
export function yaqlCall(part: Part, { random }: World): Doc {
  const kind = random.pick<Kind>(['list', 'list', 'map', 'text', 'number', 'any', 'boolean']);
  const expression = random.rarely(3) ? random.pick(wrong) : random.pick(expressions(kind));
  if (random.percent(12)) {
    const inner = random.pick([
      '$.data.p',
      '$.data.q',
      '[$.data.p, $.data.q]',
      '$.data.p = $.data.q',
      '$.data.p.len()',
      '$.data.values()',
    ]);
    return call('yaql', map({ expression: inner, data: map({ p: part(kind, 'known'), q: part(kind, 'known') }) }));
  }
  return call('yaql', map({ expression: docOf(expression), data: part(kind, 'known') }));
}
