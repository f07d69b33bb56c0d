import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FacadePart } from './facade-part.ts';
import type { Value } from './value.ts';
import type { TemplateVersion } from './version.ts';

/**
 * What the names in one template mean where it is evaluated: the evaluator's only way out. Whoever builds the stack
 * (plan/, render/) implements it; every method may be asked the same thing often and should remember.
 */
export interface Scope {
  /** The template's file, for errors. */
  readonly file: string;
  readonly version: TemplateVersion;
  /** Every name of each kind, for "did you mean". */
  readonly names: {
    readonly parameters: readonly string[];
    readonly resources: readonly string[];
    readonly conditions: readonly string[];
  };
  /** The value of a parameter or pseudo parameter (`OS::stack_name` …); `undefined` where there is none of that name. */
  parameter(name: string): Value | Failure | undefined;
  /** What `get_resource` of it gives; `undefined` where there is no such resource. */
  reference(resource: string): Value | Failure | undefined;
  /**
   * An attribute's whole value, or an `Unknown` that stands for it; the rest of the path is walked by the evaluator.
   * `attribute` is undefined for `get_attr: [name]`, which means all attributes.
   */
  attribute(resource: string, attribute: string | undefined): Value | Failure | undefined;
  /**
   * The same with the rest of the path, for a resource that walks it itself: of a group, each member's value under the
   * path. Undefined where the evaluator is to walk what `attribute` gives. A name that is no text is refused by the
   * evaluator, unless this answers for it.
   */
  attributeUnder?(resource: string, attribute: Value, path: readonly Value[]): Value | Failure | undefined;
  /**
   * The metadata or a policy of the resource that this nested template stands for; undefined where it stands for none,
   * and for a policy that is not set.
   */
  facade?(part: FacadePart): Value | Failure | undefined;
  /** The text of a file of the plan, named as in the template. */
  fileText(name: string): string | Failure;
  /** A condition's value, true or false (or Unknown); `undefined` where there is none of that name. */
  condition(name: string): Value | Failure | undefined;
}

/** Why there is no value; already told, so whoever meets it stops without telling again. */
export class Failure {
  readonly problems: readonly Diagnostic[];
  constructor(problems: readonly Diagnostic[]) {
    this.problems = problems;
    Object.freeze(this);
  }
}
