/** More hosts than anyone means to write in one key: `[0:999999999]` is a slip, or an attack. */
const mostHosts = 100_000;

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The names that a key with ranges stands for, or what is wrong with one of the ranges. */
export type Expansion =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'wrong'; readonly range: string; readonly reason: string; readonly expected: string };

type Wrong = Extract<Expansion, { kind: 'wrong' }>;

/**
 * Expands the ranges of a host's key, the first one slowest: `web[01:10]`, `[a:f]`, `db[0:10:2]`. A key without `[` is
 * itself. Ansible: `expand_hostname_range`, 2.14; but a range that is empty, runs backwards or has no positive step,
 * which Ansible leaves out silently or takes by chance, is wrong.
 */
export function expandRange(key: string): Expansion {
  let heads: readonly string[] = [''];
  let rest = key;
  for (let open = rest.indexOf('['); open >= 0; open = rest.indexOf('[')) {
    const close = rest.indexOf(']');
    if (close < open) return wrong(rest, 'has brackets that do not match', '[BEGIN:END] or [BEGIN:END:STEP]');
    const before = rest.slice(0, open);
    const room = Math.floor(mostHosts / heads.length);
    const items = rangeItems(rest.slice(open, close + 1), room);
    if ('kind' in items) return items;
    heads = heads.flatMap((head) => items.map((item) => head + before + item));
    rest = rest.slice(close + 1);
  }
  return { kind: 'names', names: heads.map((head) => head + rest) };
}

function wrong(range: string, reason: string, expected: string): Wrong {
  return { kind: 'wrong', range, reason, expected };
}

function rangeItems(range: string, room: number): readonly string[] | Wrong {
  const bounds = range.slice(1, -1).split(':');
  const [begin = '', end = '', stepText = '1'] = bounds;
  if (bounds.length < 2 || bounds.length > 3) {
    return wrong(range, 'is not begin, end and step', '[BEGIN:END] or [BEGIN:END:STEP]');
  }
  if (end === '') return wrong(range, 'has no end', '[BEGIN:END], the end included');
  const step = /^[0-9]+$/.test(stepText) ? Number(stepText) : 0;
  if (step < 1) return wrong(range, `has the step "${stepText}"`, 'a step that is a whole number from 1');
  const ends = numericEnds(range, begin === '' ? '0' : begin, end) ?? letterEnds(range, begin, end);
  if ('kind' in ends) return ends;
  if (ends.first > ends.last) return wrong(range, 'begins after its end', 'a begin that is not after the end');
  if ((ends.last - ends.first) / step >= room) {
    return wrong(range, 'stands for too many hosts', `at most ${mostHosts} hosts in one key`);
  }
  const items: string[] = [];
  for (let at = ends.first; at <= ends.last; at += step) items.push(ends.write(at));
  return items;
}

interface Ends {
  readonly first: number;
  readonly last: number;
  readonly write: (at: number) => string;
}

function numericEnds(range: string, begin: string, end: string): Ends | Wrong | undefined {
  if (!/^[0-9]+$/.test(begin) || !/^[0-9]+$/.test(end)) return undefined;
  const width = begin.startsWith('0') && begin.length > 1 ? begin.length : 0;
  if (width > 0 && width !== end.length) {
    return wrong(range, 'has bounds of different length', `an end of ${width} digits, as the begin has`);
  }
  const ends = { first: Number(begin), last: Number(end), write: (at: number) => String(at).padStart(width, '0') };
  if (Number.isSafeInteger(ends.last) && Number.isSafeInteger(ends.first)) return ends;
  return wrong(range, 'has bounds that are too large', 'bounds under 9007199254740992');
}

function letterEnds(range: string, begin: string, end: string): Ends | Wrong {
  const first = letters.indexOf(begin);
  const last = letters.indexOf(end);
  if (begin.length !== 1 || end.length !== 1 || first < 0 || last < 0) {
    return wrong(range, 'has bounds that are neither numbers nor letters', 'two numbers or two letters');
  }
  return { first, last, write: (at) => letters.charAt(at) };
}
