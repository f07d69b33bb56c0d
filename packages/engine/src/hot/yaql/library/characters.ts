import { Sequence } from '../datum.ts';
import { type Definition, fn } from '../definition.ts';
import { optional } from '../parameter.ts';
import { booleanOrNull } from '../parameter-types.ts';
import { YaqlError } from '../yaql-error.ts';

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digits = '0123456789';
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const whitespace = ' \t\n\r\u000b\u000c';
/** Those without members are no longer in Python, so that yaql fails for them. */
const classes: readonly (readonly [name: string, members: string | undefined])[] = [
  ['digits', digits],
  ['hexdigits', `${digits}abcdefABCDEF`],
  ['asciiLowercase', lower],
  ['asciiUppercase', upper],
  ['asciiLetters', lower + upper],
  ['letters', undefined],
  ['octdigits', '01234567'],
  ['punctuation', punctuation],
  ['printable', digits + lower + upper + punctuation + whitespace],
  ['lowercase', undefined],
  ['uppercase', undefined],
  ['whitespace', whitespace],
];

const parameters = classes.map(([name]) => optional(name, booleanOrNull, false));

/** The order of the letters changes with every run of Python; here it is that of the classes. */
export const characters: Definition = fn('characters', parameters, (call) => {
  const found = new Set<string>();
  for (const [index, parameter] of parameters.entries()) {
    const [name, members] = classes[index] ?? ['', ''];
    if (call.take(parameter) !== true) continue;
    if (members === undefined) throw new YaqlError(`"characters" no longer knows "${name}"`);
    for (const each of members) found.add(each);
  }
  return new Sequence([...found]);
});
