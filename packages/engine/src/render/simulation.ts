import type { Template } from '../hot/template.ts';
import type { Value, ValueMap } from '../hot/value.ts';
import type { Rendered } from './rendered.ts';

/** What is known of a resource that was rendered, to who lets another stand for it. */
export interface Simulated {
  readonly address: string;
  /** Its names from the root down. */
  readonly names: readonly string[];
  /** As its template has it. */
  readonly type: string;
  /** As given, evaluated. */
  readonly properties: ValueMap;
  readonly facade: ReadonlyMap<string, Value>;
  /** In which stack it stands, a group's member in that of the group. */
  readonly stack: { readonly template: Template };
}

/** Gives what stands for a resource once it is rendered, as if it had been made. */
export type Simulation = (rendered: Rendered, request: Simulated) => Rendered;
