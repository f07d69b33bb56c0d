import fc from 'fast-check';

const letters = ['a', 'b', 'c', 'A', 'B', 'x', '1', ' ', '\n', '.', '-', '_', 'é', 'É', 'ſ', 'K', 'İ', 'ς', '٣', '😀'];

/** Texts of few letters, so that patterns of the same letters match. */
export const arbitraryText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom('a', 'b', 'c', '\n'), { maxLength: 10 }).map((each) => each.join('')),
  },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...letters), { maxLength: 12 }).map((each) => each.join('')) },
);

const members = [
  'a',
  'b',
  'c',
  'a-c',
  'A-Z',
  '\\w',
  '\\d',
  '\\s',
  '\\W',
  '\\S',
  '\\D',
  '-',
  ']',
  '^',
  '\\b',
  'é',
  'À-ÿ',
];
const set = fc
  .tuple(fc.constantFrom('', '^'), fc.array(fc.constantFrom(...members), { minLength: 1, maxLength: 3 }))
  .map(([negated, parts]) => `[${negated}${parts.join('')}]`);

const plain = fc.constantFrom(
  ...['a', 'b', 'c', 'ab', '.', '\\.', '\\w', '\\W', '\\d', '\\s', '\\S', 'é', 'k', 's', 'i', 'x', ' ', '#', '\\-'],
);
const places = fc.constantFrom('^', '$', '\\A', '\\Z', '\\b', '\\B');
const references = fc.constantFrom('\\1', '\\2', '(?P=n)', '\\3');
const amounts = [
  '*',
  '+',
  '?',
  '{1,2}',
  '{2}',
  '{,2}',
  '{2,}',
  '{0}',
  '*?',
  '+?',
  '??',
  '{1,3}?',
  '*+',
  '++',
  '?+',
  '{1,2}+',
];
const openings = [
  '(',
  '(',
  '(?:',
  '(?P<n>',
  '(?=',
  '(?!',
  '(?<=',
  '(?<!',
  '(?>',
  '(?i:',
  '(?-i:',
  '(?m:',
  '(?s:',
  '(?a:',
];
const conditions = fc.constantFrom('(?(1)', '(?(2)', '(?(n)');
const broken = fc.constantFrom(
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '*',
    '+',
    '?',
    '|',
    '\\',
    '(?',
    '(?P',
    '(?P<',
    '\\q',
    '\\x4',
    '\\400',
    '[z-a]',
    '{2,1}',
  ],
  ...['(?i)', '(?z)', '(?P<1>a)', '(?P=m)', '(?<a)', '\\9', '{99999999999}', '(?#', '(?i-i:a)', '(?(0)a)', '(?(9)a)'],
);

/** Patterns that are mostly well-formed: of every form that Python's syntax has, nested in each other. */
export const arbitraryPattern: fc.Arbitrary<string> = fc
  .letrec<{ choice: string; sequence: string; item: string }>((tie) => ({
    choice: fc.oneof(
      { weight: 4, arbitrary: tie('sequence') },
      { weight: 1, arbitrary: fc.tuple(tie('sequence'), tie('sequence')).map((each) => each.join('|')) },
    ),
    sequence: fc.array(tie('item'), { maxLength: 4, depthIdentifier: 'pattern' }).map((each) => each.join('')),
    item: fc.oneof(
      { depthSize: 'small', depthIdentifier: 'pattern' },
      { weight: 6, arbitrary: plain },
      { weight: 2, arbitrary: set },
      { weight: 2, arbitrary: places },
      { weight: 1, arbitrary: references },
      { weight: 3, arbitrary: fc.tuple(plain, fc.constantFrom(...amounts)).map((each) => each.join('')) },
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.constantFrom(...openings), tie('choice'), fc.constantFrom('', '', ...amounts))
          .map(([opening, inner, amount]) => `${opening}${inner})${amount}`),
      },
      { weight: 1, arbitrary: fc.tuple(conditions, tie('choice')).map(([opening, inner]) => `${opening}${inner})`) },
      { weight: 1, arbitrary: fc.tuple(set, fc.constantFrom(...amounts)).map((each) => each.join('')) },
    ),
  }))
  .choice.chain((pattern) =>
    fc.oneof(
      { weight: 12, arbitrary: fc.constant(pattern) },
      {
        weight: 3,
        arbitrary: fc
          .constantFrom('(?i)', '(?m)', '(?s)', '(?x)', '(?im)', '(?a)', '(?ia)')
          .map((each) => each + pattern),
      },
      { weight: 2, arbitrary: fc.tuple(broken, fc.nat()).map(([part, at]) => insert(pattern, part, at)) },
    ),
  );

function insert(pattern: string, part: string, at: number): string {
  const place = at % (pattern.length + 1);
  return pattern.slice(0, place) + part + pattern.slice(place);
}
