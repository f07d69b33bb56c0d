/** What our callback plugin tells of a playbook while it runs. */
export type PlaybookEvent =
  | { readonly kind: 'play'; readonly name: string }
  | { readonly kind: 'start'; readonly host: string; readonly task: string }
  | { readonly kind: 'retry'; readonly host: string; readonly task: string; readonly left: number }
  | TaskResult
  | { readonly kind: 'diff'; readonly host: string; readonly text: string }
  | OwnResult
  | { readonly kind: 'stats'; readonly hosts: ReadonlyMap<string, HostStats> };

export const taskOutcomes = ['ok', 'changed', 'failed', 'ignored', 'skipped', 'unreachable'] as const;
export type TaskOutcome = (typeof taskOutcomes)[number];

export interface TaskResult {
  readonly kind: 'result';
  readonly host: string;
  readonly task: string;
  readonly outcome: TaskOutcome;
  /** Why it failed, on one line; where it could not be reached what ssh said, in lines. */
  readonly reason: string;
  readonly text: string;
}

/** The result of a task of our own plays. */
export interface OwnResult {
  readonly kind: 'own';
  readonly host: string;
  readonly task: string;
  readonly outcome: TaskOutcome;
  readonly reason: string;
  /** The place that was made for outputs. */
  readonly path?: string;
  /** The outputs that were collected, and why others could not be. */
  readonly outputs?: ReadonlyMap<string, string>;
  readonly problems?: ReadonlyMap<string, string>;
}

/** How many tasks ended how on a host. A failure that a rescue made good is not counted. */
export interface HostStats {
  readonly failures: number;
  readonly unreachable: number;
}

/** Reads one line of the callback plugin; undefined where it is none that we know. */
export function parseEvent(line: string): PlaybookEvent | undefined {
  const event = parsed(line);
  if (event === undefined) return undefined;
  const text = (key: string): string => (typeof event[key] === 'string' ? event[key] : '');
  const [host, task] = [text('host'), text('task')];
  switch (event.kind) {
    case 'play':
      return { kind: 'play', name: text('name') };
    case 'start':
      return { kind: 'start', host, task };
    case 'retry':
      return { kind: 'retry', host, task, left: typeof event.left === 'number' ? event.left : 0 };
    case 'diff':
      return { kind: 'diff', host, text: text('text') };
    case 'result': {
      const outcome = outcomeOf(event.outcome);
      if (outcome === undefined) return undefined;
      return { kind: 'result', host, task, outcome, reason: text('reason'), text: text('text') };
    }
    case 'own':
      return ownResult(event, host, task, text('reason'));
    case 'stats':
      return { kind: 'stats', hosts: statsOf(event.hosts) };
    default:
      return undefined;
  }
}

type Parts = Readonly<Record<string, unknown>>;

function parsed(line: string): Parts | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return partsOf(value);
  } catch {
    return undefined;
  }
}

function partsOf(value: unknown): Parts | undefined {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : undefined;
}

function outcomeOf(value: unknown): TaskOutcome | undefined {
  return taskOutcomes.find((each) => each === value);
}

function ownResult(event: Parts, host: string, task: string, reason: string): OwnResult | undefined {
  const outcome = outcomeOf(event.outcome);
  if (outcome === undefined) return undefined;
  const [outputs, problems] = [textsOf(event.outputs), textsOf(event.problems)];
  return {
    kind: 'own',
    host,
    task,
    outcome,
    reason,
    ...(typeof event.path === 'string' ? { path: event.path } : {}),
    ...(outputs === undefined ? {} : { outputs: new Map([...outputs].map(([name, data]) => [name, decoded(data)])) }),
    ...(problems === undefined ? {} : { problems }),
  };
}

function textsOf(value: unknown): ReadonlyMap<string, string> | undefined {
  const parts = partsOf(value);
  if (parts === undefined) return undefined;
  return new Map(Object.entries(parts).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}

function statsOf(value: unknown): ReadonlyMap<string, HostStats> {
  const count = (parts: Parts | undefined, key: string): number => {
    const found = parts?.[key];
    return typeof found === 'number' ? found : 0;
  };
  return new Map(
    Object.entries(partsOf(value) ?? {}).map(([host, each]) => {
      const parts = partsOf(each);
      return [host, { failures: count(parts, 'failures'), unreachable: count(parts, 'unreachable') }];
    }),
  );
}
