/** What expressions are made of; see `expressions.ts` for the capitals. */

export const constants: readonly string[] = [
  ...['0', '1', '2', '-1', '3', '10', '2.5', '1.0', '0.1', '7', '100', '-3', '1.5', 'true', 'false', 'null', 'foo'],
  ...["'a'", "'abc'", "''", "'a b  c'", '"x-y"', '[]', '{}', '[1, 2]', '[a, b]', '{a => 1}', '{a => 1, b => [2]}'],
];

export const variables: readonly string[] = [
  ...['$', '$1', '$2', '$x', '$.data', '$.data.nope', '$.data.m.x', '$.data.m.z', '$.data.m.l'],
  ...['l', 's', 'm', 'n', 't', 'u', 'e', 'em', 'f', 'i', 'b', 'recs', 'nest', 'mix', 'services'].map(
    (name) => `$.data.${name}`,
  ),
];

export const lists: readonly string[] = [
  ...['$.data.l', '$.data.s', '$.data.recs', '$.data.nest', '$.data.mix', '$.data.e', 'range(5)', 'range(0)'],
  ...['[1, 2, 3, 4]', '[5, 3, 9, 3]', 'set(1, 9, 17, 33, 2)', '[4, 2].toSet()', "'a,b,c'.split(',')"],
];

export const dicts: readonly string[] = [
  ...['$.data.m', '$.data.em', '{a => 1}', '$.data.recs[0]', '{x => [1, 2], y => {z => 1}}', '{1 => 2, 1.5 => a}'],
  '$.data.recs.toDict($.n, $.v)',
];

export const texts: readonly string[] = ['$.data.t', '$.data.u', "'abc'", "'a,b,c'", "'aXbX'", 'foo', "'  pad '", "''"];

export const ofOne: readonly string[] = [
  ...['$', '$ > 1', '$ + 1', '$.v', '$.n', '$ != null', '$.get(v)', '[$, 1]', 'not $', '$ = 3', '$ mod 2', 'str($)'],
  ...['$ * 2', '$ > 2 or $ = null', 'len($)', 'isString($)', '$[0]', '$1 + $2', '$.k', '{a => $}', 'true', '-$'],
];

export const ofTwo: readonly string[] = [
  ...['$1 + $2', '$1', '$2', '[$1, $2]', '$1 > $2', 'max($1, $2)', '$1 = $2', '$1.mergeWith($2)', 'str($1) + str($2)'],
];

export const patterns: readonly string[] = [
  ...["'a'", "'[a-c]+'", "'(a)(b)?'", "'o'", "'^.'", "'x*'", "'\\\\w+'", "'|a'", "'a*?'", "'(l+)(o)'", "' '", "'b$'"],
  ...["'(?i)h'", "'[^a]'", "'(?P<n>a)'", "'('"],
];

export const formats: readonly string[] = [
  ...["'{}'", "'{0}{1}'", "'{:>5}'", "'{0:03d}'", "'{0:.2f}'", "'{0!r}'", "'{a}'", "'{0:,}'", "'{0:x}'", "'{:^7}|'"],
  ...["'{0:e}'", "'{0:g}'", "'{0:%}'", "'{{}}'", "'{0[0]}'", "'{0:+d}'", "'{0:.3}'", "'{0:#x}'", "'{0:010.3f}'", "'{'"],
];

export const listMethods: readonly string[] = [
  ...['where(L)', 'select(L)', 'skip(N)', 'limit(N)', 'append(E)', 'distinct()', 'distinct(L)', 'enumerate()'],
  ...['enumerate(N)', 'any()', 'any(L)', 'all()', 'all(L)', 'len()', 'count()', 'sum()', 'sum(E)', 'max()', 'min()'],
  ...['first()', 'first(E)', 'last()', 'last(E)', 'single()', 'selectMany(L)', 'orderBy(L)', 'orderByDescending(L)'],
  ...['orderBy(L).thenBy(L)', 'orderBy(L).thenByDescending(L)', 'groupBy(L)', 'groupBy(L, L)', 'groupBy(L, L, L)'],
  ...['groupBy(L, aggregator => L)', 'zip(X)', 'zip(X, X)', 'zipLongest(X)', 'zipLongest(X, default => E)'],
  ...['join(X, M, M)', 'join(S)', 'takeWhile(L)', 'skipWhile(L)', 'indexOf(E)', 'lastIndexOf(E)', 'indexWhere(L)'],
  ...['lastIndexWhere(L)', 'slice(N)', 'splitWhere(L)', 'sliceWhere(L)', 'splitAt(N)', 'aggregate(M)', 'reduce(M, E)'],
  ...['reverse()', 'accumulate(M)', 'accumulate(M, E)', 'defaultIfEmpty(X)', 'toList()', 'toSet()', 'flatten()'],
  ...['toDict(L)', 'toDict(L, L)', 'contains(E)', 'delete(N)', 'delete(N, N)', 'replace(N, E)', 'replace(N, E, N)'],
  ...['replaceMany(N, X)', 'insert(N, E)', 'insertMany(N, X)', 'concat(X)', 'memorize()', 'cycle().take(N)'],
  ...['repeat(N)', 'assert(L)', 'union(X)', 'intersect(X)', 'difference(X)', 'symmetricDifference(X)', 'add(E)'],
  ...['remove(E, E)', 'unpack() -> $1', 'unpack(a, b) -> $a', 'n', 'v'],
];

export const dictMethods: readonly string[] = [
  ...['get(E)', 'get(E, E)', 'set(a, E)', 'set(b => E)', 'set(D)', 'keys()', 'values()', 'items()', 'containsKey(E)'],
  ...['containsValue(E)', 'len()', 'delete(a)', 'delete(a, b)', 'deleteAll(X)', 'mergeWith(D)', 'mergeWith(D, M)'],
  ...['mergeWith(D, M, M)', 'mergeWith(D, maxLevels => N)', 'x', 'a', 'nope', 'keys().toList()', 'items().toList()'],
];

export const textMethods: readonly string[] = [
  ...['toUpper()', 'toLower()', 'len()', 'split()', 'split(S)', 'split(S, N)', 'rightSplit(S)', 'rightSplit(S, N)'],
  ...['join(X)', 'trim()', 'trim(S)', 'trimLeft(S)', 'trimRight()', 'norm()', 'isEmpty()', 'isEmpty(false)'],
  ...['replace(S, S, N)', 'replace(D)', 'substring(N)', 'substring(N, N)', 'indexOf(S)', 'indexOf(S, N)'],
  ...['indexOf(S, N, N)', 'lastIndexOf(S)', 'lastIndexOf(S, N, N)', 'toCharArray()', 'startsWith(S)', 'endsWith(S)'],
  ...['matches(R)', 'split(regex(R))', 'split(regex(R), N)', 'replace(regex(R), P)', 'replace(regex(R), P, N)'],
  ...['replaceBy(regex(R), str($.start))', 'replaceBy(regex(R), $.value)'],
];

export const functionForms: readonly string[] = [
  ...['len(E)', 'str(E)', 'int(E)', 'float(E)', 'bool(E)', 'abs(E)', 'sign(E)', 'round(E)', 'round(E, N)', 'pow(E, N)'],
  ...['pow(N, N, N)', 'max(E, E)', 'min(E, E)', 'hex(E)', 'isString(E)', 'isList(E)', 'isDict(E)', 'isSet(E)'],
  ...[
    'isInteger(E)',
    'isNumber(E)',
    'isBoolean(E)',
    'isIterable(E)',
    'isEmpty(E)',
    'coalesce(E, E)',
    'F.format(E, E, a => E)',
  ],
  ...['switch(E => E)', 'switch(E => E, true => E)', 'selectCase(E, E)', 'selectAllCases(E, E)', 'examine(E, E)'],
  ...['N.switchCase(E, E)', 'range(N)', 'range(N, N)', 'range(N, N, N)', 'dict(X)', 'dict([[E, E]])', 'list(E, E)'],
  ...['set(E, E)', 'concat(S, S)', 'concat(X, X)', 'bitwiseAnd(N, N)', 'bitwiseXor(N, N)', 'shiftBitsLeft(N, N)'],
  ...['let(E) -> E', 'let(x => E) -> E', 'with(E) -> $', 'def(f, E) -> f(E)', 'def(f, $ * 2) -> X.select(f($))'],
  ...['call(len, [E], {})', 'call(str, [E], {})', 'generate(N, $ < 5, $ + 1)', 'generate(N, $ < 9, $ + 2, L)'],
  ...['generateMany(N, range($), decycle => true)', 'sequence(N, N).limit(3)', 'norm(S)', 'escapeRegex(S)'],
  ...['regex(R).search(S)', 'regex(R).search(S, $)', 'regex(R).searchAll(S)', 'regex(R).searchAll(S, $2)'],
  ...['E = E', 'E != E', 'E > E', 'E < E', 'E >= E', 'E <= E', 'E + E', 'E - E', 'E * E', 'E / E', 'E mod E'],
  ...['E in X', 'E in S', 'E and E', 'E or E', 'not E', '-E', 'E =~ R', 'E !~ R', 'E[E]', 'D[E]', 'D[E, E]', 'X[N]'],
  ...['E?.len()', '(E)', '[E, E]', '{a => E}', '{E => E}', 'E.foo', 'S * N', 'N * S', 'X + X', 'X - X', 'D + D'],
  ...['X < X', 'X <= X', 'S < S', 'let(x => X) -> [$x, $x.len()]', 'regex(R, ignoreCase => true).matches(S)'],
];
