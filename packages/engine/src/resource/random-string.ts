import { isList, isMap, type Value, type ValueMap } from '../hot/value.ts';

/** Gives a whole number from 0 to below a limit. For what is secret it must come from a cryptographic source. */
export type Random = (limit: number) => number;

const lowercase = 'abcdefghijklmnopqrstuvwxyz';
const uppercase = lowercase.toUpperCase();
const digits = '0123456789';
const classes: Readonly<Record<string, string>> = {
  lettersdigits: lowercase + uppercase + digits,
  letters: lowercase + uppercase,
  lowercase,
  uppercase,
  digits,
  hexdigits: `${digits}ABCDEF`,
  octdigits: '01234567',
};

/**
 * The value of an OS::Heat::RandomString with these properties (defaults filled in): at least as many characters of
 * each class and sequence as is asked, the rest from all of them, in random order. Heat: `heat/common/password_gen.py`,
 * wallaby.
 */
export function randomString(properties: ValueMap, random: Random): string {
  const pools = poolsOf(properties);
  const all = [...new Set(pools.flatMap(({ characters }) => [...characters]))];
  const chosen = pools.flatMap(({ characters, min }) =>
    Array.from({ length: min }, () => pick([...new Set(characters)], random)),
  );
  const length = Number(properties.get('length') ?? 32);
  while (chosen.length < length) chosen.push(pick(all, random));
  return shuffled(chosen, random).join('');
}

/** Whether these properties (defaults filled in) name any character that a random string could be made of. */
export function hasCharacters(properties: ValueMap): boolean {
  return poolsOf(properties).length > 0;
}

interface Pool {
  readonly characters: string;
  readonly min: number;
}

function poolsOf(properties: ValueMap): readonly Pool[] {
  return [
    ...entriesOf(properties.get('character_sequences')).map((each) => pool(String(each.get('sequence')), each)),
    ...classesOf(properties).map((each) => pool(classes[String(each.get('class') ?? 'lettersdigits')] ?? '', each)),
  ].filter(({ characters }) => characters !== '');
}

/** `sequence`, Heat's older way, names one class instead of `character_classes`. */
function classesOf(properties: ValueMap): readonly ValueMap[] {
  const sequence = properties.get('sequence');
  if (typeof sequence === 'string' && sequence !== '') return [new Map<string, Value>([['class', sequence]])];
  return entriesOf(properties.get('character_classes'));
}

function entriesOf(value: Value | undefined): readonly ValueMap[] {
  return value !== undefined && isList(value) ? value.filter((each) => isMap(each)) : [];
}

function pool(characters: string, entry: ValueMap): Pool {
  return { characters, min: Number(entry.get('min') ?? 1) };
}

function pick(characters: readonly string[], random: Random): string {
  const picked = characters[random(characters.length)];
  if (picked === undefined) throw new Error('no characters to pick from');
  return picked;
}

function shuffled(items: readonly string[], random: Random): readonly string[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = random(last + 1);
    [mixed[last], mixed[other]] = [mixed[other] ?? '', mixed[last] ?? ''];
  }
  return mixed;
}
