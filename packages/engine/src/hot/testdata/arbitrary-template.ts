import fc from 'fast-check';
import { arbitraryPlain, arbitraryScalar } from './arbitrary-value.ts';
import { type CallOf, call, type Written } from './snippet-of.ts';

/** The names that the templates below use. */
export const attributeNames = ['text', 'list', 'map', 'flag', 'any'] as const;
const secretNames = ['secretText', 'secretMap'] as const;

/** What the attributes of a resource may come to, mostly of the type that their name says. */
export const arbitraryAttributes = fc.record(
  {
    text: fc.oneof(fc.constantFrom('a,b', 'x', ''), fc.string({ maxLength: 4 })),
    list: fc.array(fc.oneof(fc.constantFrom('a', 'b'), arbitraryScalar), { maxLength: 3 }),
    map: fc.array(fc.tuple(key(), arbitraryScalar), { maxLength: 3 }).map((entries) => new Map(entries)),
    flag: fc.boolean(),
    any: arbitraryPlain,
  },
  { noNullPrototype: true },
);

function key(): fc.Arbitrary<string> {
  return fc.constantFrom('a', 'b', 'c', 'x');
}

const index = fc.oneof(key(), fc.integer({ min: -2, max: 2 }));

const leaf: fc.Arbitrary<Written> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Written>('a', 'b', 'x', 'a,b', '', 'a x b', 1, true, null) },
  { weight: 1, arbitrary: arbitraryScalar as fc.Arbitrary<Written> },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...attributeNames), fc.array(index, { maxLength: 2 }))
      .map(([name, path]) => call('get_attr', ['r', name, ...path])),
  },
  { weight: 2, arbitrary: fc.constantFrom(...attributeNames, ...secretNames).map((name) => call('get_param', name)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('map', 'any', 'list', 'secretMap', 'nest'), fc.array(index, { minLength: 1, maxLength: 2 }))
      .map(([name, path]) => call('get_param', [name, ...path])),
  },
);

type Ties = {
  any: Written;
  list: Written;
  map: Written;
  condition: Written;
  call: CallOf;
};

/** Nests of functions that often make sense and often not. */
export const arbitraryTemplate: fc.Arbitrary<Written> = fc.letrec<Ties>((tie) => ({
  any: fc.oneof({ maxDepth: 5, depthSize: 'small', withCrossShrink: true }, leaf, tie('call'), tie('list'), tie('map')),
  list: fc.oneof({ maxDepth: 5, depthSize: 'small' }, fc.constant([]), fc.array(tie('any'), { maxLength: 3 }), tie('call')),
  map: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.constant(new Map()),
    fc.array(fc.tuple(key(), tie('any')), { maxLength: 3 }).map((entries) => new Map(entries)),
    tie('call'),
  ),
  condition: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.constantFrom<Written>(true, false, 'flag', 'secret', 'certain', call('get_param', 'flag')),
    fc.tuple(tie('any'), tie('any')).map((parts) => call('equals', parts)),
    tie('condition').map((part) => call('not', part)),
    fc.array(tie('condition'), { minLength: 2, maxLength: 3 }).map((parts) => call('and', parts)),
    fc.array(tie('condition'), { minLength: 2, maxLength: 3 }).map((parts) => call('or', parts)),
    fc.tuple(tie('any'), tie('list')).map((parts) => call('contains', parts)),
  ),
  call: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.tuple(tie('any'), tie('map')).map(([template, params]) => call('str_replace', { template, params })),
    fc.tuple(fc.constantFrom(',', ''), tie('list'), tie('list')).map((parts) => call('list_join', parts)),
    fc.tuple(fc.constantFrom(',', 'a'), tie('any')).map((parts) => call('str_split', parts)),
    fc.array(tie('map'), { maxLength: 3 }).map((maps) => call('map_merge', maps)),
    fc
      .tuple(tie('map'), tie('map'), tie('map'))
      .map(([map, keys, values]) => call('map_replace', [map, new Map([['keys', keys], ['values', values]])])),
    fc.array(tie('list'), { maxLength: 3 }).map((lists) => call('list_concat', lists)),
    fc.array(tie('list'), { maxLength: 3 }).map((lists) => call('list_concat_unique', lists)),
    fc
      .tuple(tie('any'), tie('list'))
      .map(([template, list]) => call('repeat', { template, for_each: new Map([['x', list]]) })),
    fc.tuple(tie('list'), tie('list')).map((parts) => call('filter', parts)),
    fc.tuple(fc.constantFrom('md5', 'sha256'), tie('any')).map((parts) => call('digest', parts)),
    fc.tuple(tie('condition'), tie('any'), tie('any')).map((parts) => call('if', parts)),
    fc.tuple(tie('condition'), tie('any')).map((parts) => call('if', parts)),
    tie('map').map((map) => call('make_url', { scheme: 'http', host: 'h', query: map })),
  ),
})).any;
