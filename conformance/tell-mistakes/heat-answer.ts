import type { HeatAnswer } from './mistake.ts';

/** What the oracle's answer says of a mistake: why the stack was refused or failed, or why an output of it did. */
export function heatAnswer(line: string): HeatAnswer {
  const answer: unknown = JSON.parse(line);
  const status = textAt(answer, 'status') ?? 'unknown';
  const outputs = fieldOf(answer, 'output_errors');
  const first = typeof outputs === 'object' && outputs !== null ? Object.values(outputs)[0] : undefined;
  const output = typeof first === 'string' ? first : undefined;
  return { status, message: textAt(answer, 'error') ?? textAt(answer, 'reason') ?? output ?? null };
}

function textAt(value: unknown, key: string): string | undefined {
  const field = fieldOf(value, key);
  return typeof field === 'string' ? field : undefined;
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
