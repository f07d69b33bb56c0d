import type { Store } from '../store/store.ts';
import type { Outcome } from './outcome.ts';

/** What every operation is carried out with. */
export interface OperationContext {
  readonly store: Store;
}

/** What a shell can ask for: its input, its result, and the events that it tells of while it goes on. */
export interface Operation<Input, Result, Event = never> {
  readonly input: Input;
  readonly result: Result;
  readonly event: Event;
}

/** How an operation is carried out. Bad input never throws; see `Outcome`. */
export type Carry<O extends Operation<unknown, unknown, unknown>> = (
  input: O['input'],
  context: OperationContext,
  onEvent: (event: O['event']) => void,
) => Promise<Outcome<O['result']>>;
