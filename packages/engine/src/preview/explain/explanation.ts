import type { Position } from '../../diagnostics/diagnostic.ts';
import type { Value } from '../../hot/value.ts';

/** Why a value is what it is: for each part of it what it was made of, down to where that is written. */
export interface Explanation {
  readonly kind: 'Explanation';
  readonly formatVersion: 1;
  readonly deployment: string;
  /** What was asked for, in its canonical writing. */
  readonly asked: string;
  readonly parts: readonly ExplainedPart[];
  /** Parts beyond those that are explained. */
  readonly more: number;
}

/** A part of the value that has no parts itself, or a line of a file. */
export interface ExplainedPart {
  /** Its own address, `backend:input_values.port`. */
  readonly name: string;
  /** As rendered. What is secret is tainted; absent where a hidden parameter hides it. */
  readonly value?: Value;
  readonly secret?: true;
  /** With what is deployed put in, where the rendered value waits for that. */
  readonly now?: Value;
  readonly reasons: readonly Reason[];
}

export type ReasonKind =
  /** Written there. */
  | 'literal'
  /** A parameter; its reasons are all that could give it its value, the strongest first. */
  | 'parameter'
  /** What `--set` or `--set-file` gave. */
  | 'set'
  /** `parameters` of an environment. */
  | 'environment'
  /** `parameter_defaults` of an environment. */
  | 'parameter_defaults'
  /** A property of the resource that a nested stack stands for. */
  | 'property'
  /** The default in a template, or of a resource type (then without a place). */
  | 'default'
  /** `get_attr`; its reasons are what the attribute is made of. */
  | 'attribute'
  /** An output of a stack. */
  | 'output'
  /** An attribute that exists once its resource is deployed; its value is the present one. */
  | 'run-time'
  /** A script that writes run-time attributes, by its file in the rendered tree. */
  | 'script'
  /** `get_resource`. */
  | 'resource'
  /** A condition by name. */
  | 'condition'
  /** `get_file`, by the path in the plan. */
  | 'file'
  /** Text of a file of the plan. */
  | 'text'
  /** A group puts the member's name in the place of a text. */
  | 'index'
  /** A variable of a host or group of the inventory. */
  | 'variable';

/** One thing that a value was made of, and what that was made of in turn. */
export interface Reason {
  readonly what: ReasonKind;
  readonly name?: string;
  readonly detail?: string;
  /** Where it is written: in the plan's files; in those of the inputs with `inputs:` before their path. */
  readonly at?: Position;
  /** The line there. Absent where it might show a secret. */
  readonly line?: string;
  /** Absent where there is none, and where it is hidden. */
  readonly value?: Value;
  /** The value is hidden. */
  readonly secret?: true;
  /** Of what could give a parameter its value. */
  readonly outcome?: 'wins' | 'joins' | 'loses';
  /** The functions between, the innermost first. */
  readonly through?: readonly string[];
  /** It did not go into the value, but decided which value it is. */
  readonly decides?: true;
  readonly reasons: readonly Reason[];
  /** Its reasons stand with the same reason further up. */
  readonly above?: true;
  /** It is not followed, for that would be too much to read; it can be asked for by itself. */
  readonly cut?: true;
}
