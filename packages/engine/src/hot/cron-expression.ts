interface Field {
  readonly low: number;
  readonly high: number;
  readonly names: readonly string[];
  /** The number of the first name. */
  readonly from: number;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const fields: readonly Field[] = [
  { low: 0, high: 59, names: [], from: 0 },
  { low: 0, high: 23, names: [], from: 0 },
  { low: 1, high: 31, names: [], from: 0 },
  { low: 1, high: 12, names: months, from: 1 },
  { low: 0, high: 7, names: days, from: 0 },
  { low: 0, high: 59, names: [], from: 0 },
];
const words = ['@midnight', '@hourly', '@daily', '@weekly', '@monthly', '@yearly', '@annually'];

/**
 * Whether a text is a time table of cron: five fields or six (seconds last), with numbers, names, lists, ranges, steps,
 * `l` for the last day, `mon#2` for the second Monday and `l5` for the last Friday, or a word such as `@daily`. Python:
 * croniter, which Heat asks.
 */
export function isCronExpression(text: string): boolean {
  const expression = text.toLowerCase();
  if (words.includes(expression)) return true;
  const parts = expression.split(/\s+/).filter((part) => part !== '');
  if (parts.length !== 5 && parts.length !== 6) return false;
  return parts.every((part, index) => {
    const field = fields[index];
    return field !== undefined && part.split(',').every((item) => isItem(item, field, index));
  });
}

function isItem(item: string, field: Field, index: number): boolean {
  if (item === '*') return true;
  if (index === 2 && item === 'l') return true;
  const nth = index === 4 ? /^(\w+)#[1-5]$/.exec(item) : null;
  if (nth?.[1] !== undefined) return numberIn(nth[1], field) !== undefined;
  if (index === 4 && /^l[0-7]$/.test(item)) return true;
  const [range = '', step, ...more] = item.split('/');
  if (more.length > 0 || (step !== undefined && !/^0*[1-9][0-9]*$/.test(step))) return false;
  return isRange(range, field, index, step !== undefined);
}

function isRange(range: string, field: Field, index: number, hasStep: boolean): boolean {
  if (range === '*') return hasStep;
  const [low = '', high, ...more] = range.split('-');
  const first = numberIn(low, field);
  if (more.length > 0 || first === undefined) return false;
  if (high === undefined) return true;
  const isLastDay = index === 2 && high === 'l';
  const last = isLastDay ? field.high : index === 4 && (high === '0' || high === 'sun') ? 7 : numberIn(high, field);
  return last !== undefined && first <= last;
}

function numberIn(text: string, field: Field): number | undefined {
  const named = field.names.indexOf(text);
  if (named !== -1) return named + field.from;
  if (!/^[0-9]+$/.test(text)) return undefined;
  const number = Number(text);
  return number >= field.low && number <= field.high ? number : undefined;
}
