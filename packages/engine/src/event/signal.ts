import { type Checked, problem } from '../diagnostics/diagnostic.ts';
import { pythonStr } from '../hot/print-value.ts';
import { isMap, type Value, type ValueMap } from '../hot/value.ts';

/** A signal on the handle of a wait condition. */
export interface Signal {
  /** One that comes later with the same id takes the place of this one. */
  readonly id: string;
  readonly status: SignalStatus;
  readonly reason: Value;
  readonly data: Value;
}

const statuses = ['SUCCESS', 'FAILURE'] as const;
type SignalStatus = (typeof statuses)[number];

interface Keys {
  readonly status: string;
  readonly reason: string;
  readonly data: string;
  readonly id: string;
}

const heatKeys: Keys = { status: 'status', reason: 'reason', data: 'data', id: 'id' };
const awsKeys: Keys = { status: 'Status', reason: 'Reason', data: 'Data', id: 'UniqueId' };

/**
 * Reads what was signalled to a handle of a type. Heat's own handle takes a map in which any part may be left out: then it
 * is a success, its id the number of signals that there are with it. The others, modelled on AWS, want all four parts of a
 * map. Without a body (null) both take it as one in which all is left out. Heat: `wait_condition.py`, handle_signal;
 * `wait_condition_handle.py`, normalise_signal_data; wallaby.
 */
export function readSignal(type: string, body: Value, received: number): Checked<Signal> {
  const keys = type === 'OS::Heat::WaitConditionHandle' ? heatKeys : awsKeys;
  const number = received + 1;
  const defaults: ValueMap = new Map<string, Value>([
    [keys.status, 'SUCCESS'],
    [keys.reason, `Signal ${number} received`],
    [keys.data, null],
    [keys.id, number],
  ]);
  const given = body === null ? defaults : body;
  const expected = `a JSON object of ${Object.values(keys).join(', ')}${keys === awsKeys ? ', all four' : ''}`;
  const wrong = (message: string): Checked<Signal> => ({ problems: [problem('signal-form', message, { expected })] });
  if (!isMap(given)) return wrong('The signal is no map');
  const whole = keys === heatKeys ? new Map([...defaults, ...given]) : given;
  const unknown = [...whole.keys()].find((each) => !defaults.has(each));
  if (unknown !== undefined) return wrong(`A signal has no "${unknown}"`);
  const missing = [...defaults.keys()].find((each) => !whole.has(each));
  if (missing !== undefined) return wrong(`The signal has no "${missing}"`);
  const [status, reason = null, data = null, id = null] = [keys.status, keys.reason, keys.data, keys.id].map((each) =>
    whole.get(each),
  );
  const known = statuses.find((each) => each === status);
  if (known === undefined) {
    return {
      problems: [problem('signal-form', 'The status of a signal is SUCCESS or FAILURE', { path: keys.status })],
    };
  }
  return { value: { id: pythonStr(id), status: known, reason, data }, problems: [] };
}
