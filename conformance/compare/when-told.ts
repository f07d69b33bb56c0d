import { formatPath } from '../../packages/engine/src/diagnostics/path.ts';
import { isMap, type Value } from '../../packages/engine/src/hot/value.ts';
import { type AnsweredError, errorsOf, isFailure, isStatus } from './answer-parts.ts';
import { tellsNoCloud } from './cloud-answers.ts';
import type { KnownDifference } from './known-difference.ts';
import { withoutTold } from './take-away.ts';

/** What one refuses, and the other fails by on the way. */
export const whenTold: KnownDifference = {
  name: 'when-told',
  explains: ({ what, heat, tyto }, { heat: answer, tyto: ours }) =>
    isStatus(what) && isFailure(heat) && isFailure(tyto) && errorsOf(ours, what).some(isToldBy(wordsOf(answer, what))),
  without: (difference, asked) => withoutTold(difference, asked, () => true),
};

/** What Heat says of a stack, or of its update, that came to nothing. */
function wordsOf(answer: Value, what: string): string {
  const own = what.startsWith('after ') && isMap(answer) ? (answer.get('after') ?? null) : answer;
  const words = isMap(own) ? (own.get('error') ?? own.get('reason')) : undefined;
  return typeof words === 'string' ? words : '';
}

/** Whether an error of Tyto's is where Heat says that something is wrong; by the function where Heat names no place. */
function isToldBy(words: string): (error: AnsweredError) => boolean {
  // Heat took what it went to a cloud with.
  if (tellsNoCloud(words)) return () => false;
  const names = resourcesIn(words);
  const files = [...words.matchAll(/<([^<>]+)>(?=[:.])/g)].map(([, file = '']) => file);
  const last = /<([^<>]+)>: /.exec(words)?.[1];
  const parameter = /\bParameter '(.+?)' is invalid: /s.exec(words)?.[1];
  const quoted = /\bFunction "([\w:]+)"/.exec(words)?.[1];
  const known = functionsOfWords.filter(([pattern]) => pattern.test(words)).map(([, name]) => name);
  const functions = quoted === undefined ? known : [quoted, ...known];
  // A group is asked by what is no name.
  const isNameless = /object has no attribute 'startswith'$/.test(words);
  // A default of an environment that is not of its type, told where a nested stack is looked at.
  const isOfNoType = /Value must be valid JSON: |could not convert string to float: |Unrecognized value '/.test(words);
  return ({ code, file, path, output }) => {
    if (isNameless && path.includes('.get_attr[1]')) return true;
    if (isOfNoType && code === 'parameter-value' && /^env(?:-\d+)?\.yaml$/.test(file)) return true;
    // It fails in the nested stack itself, which is all that Heat tells.
    if (file === last) return true;
    if (parameter !== undefined && path === formatPath(['parameters', parameter])) return true;
    const named = resourceOf(path);
    if (named !== undefined && names.includes(named))
      return file === 'template.yaml' || files.length === 0 || files.includes(file);
    return names.length === 0 && output === '' && functions.some((name) => path.includes(name));
  };
}

/** The resources that Heat's words name. */
function resourcesIn(words: string): readonly string[] {
  const forms = [
    /\bresources\.(.+?)(?=<|: |\.resources\b|\.properties\b|\.Properties\b|\.metadata\b|$)/gs,
    /Error in (\S+) output /g,
    /Referenced Attribute \((\S+) /g,
    /group resource '([^']+)'/g,
  ];
  return forms.flatMap((form) => [...words.matchAll(form)].map(([, name = '']) => name));
}

function resourceOf(path: string): string | undefined {
  const found = /^resources(?:\.([^.[]+)|\["((?:[^"\\]|\\.)*)"\])/.exec(path);
  return found?.[1] ?? found?.[2];
}

/** The functions that Heat's words are of. */
const functionsOfWords: readonly (readonly [words: RegExp, name: string])[] = [
  [/Items to merge must be maps/, 'map_merge'],
  [/to "map_replace"/, 'map_replace'],
  [/Items to concat must be lists/, 'list_concat'],
  [/Items to join must be/, 'list_join'],
  [/str_replace|not found in the template|replace\(\) argument 2/, 'str_replace'],
  [/for_each|replace\(\) argument 2/, 'repeat'],
  [/make_url/, 'make_url'],
  [/^The Parameter \(.+\) was not provided/, '.get_param'],
  [/No (?:method|function) "/, 'yaql'],
];
