const form =
  /^([0-9]{4})(?:(?:-([0-9]{1,2})|([0-9]{2})(?!$))(?:(?:-([0-9]{1,2})|([0-9]{2}))(?:[ T]([0-9]{2})(?::?([0-9]{2}))?(?::?([0-9]{1,2})(?:[.,][0-9]+)?)?(?:Z|[-+]([0-9]{2}):?([0-9]{2})?)?)?)?)?$/;

/** Whether a text is a date or a time in the form of ISO 8601, and one that exists. Python: iso8601, which Heat asks. */
export function isIsoTime(text: string): boolean {
  // Python's `$` stands before the end of a last line too.
  const found = form.exec(text.endsWith('\n') ? text.slice(0, -1) : text);
  if (found === null) return false;
  const number = (group: number, otherwise: number): number => Number(found[group] ?? otherwise);
  const year = number(1, 0);
  const month = Number(found[2] ?? found[3] ?? 1);
  const day = Number(found[4] ?? found[5] ?? 1);
  const offset = number(9, 0) * 60 + number(10, 0);
  const isTime = number(6, 0) < 24 && number(7, 0) < 60 && number(8, 0) < 60 && offset < 24 * 60;
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month) && isTime;
}

function daysOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return isLeap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
