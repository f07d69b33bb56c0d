import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import { coerceValue } from '../hot/coerce-value.ts';
import { evaluate, evaluateCondition } from '../hot/evaluate.ts';
import type { FacadePart } from '../hot/facade-part.ts';
import { isPseudoParameter, type PseudoParameter } from '../hot/pseudo-parameter.ts';
import { reveal } from '../hot/reveal.ts';
import { Failure, type Scope } from '../hot/scope.ts';
import type { Snippet } from '../hot/snippet.ts';
import type { OutputDefinition } from '../hot/template.ts';
import type { Value } from '../hot/value.ts';
import type { TemplateVersion } from '../hot/version.ts';
import { readTextFile } from '../plan/read-text-file.ts';
import { locateFile } from '../plan/resolve-path.ts';
import { ConditionTable } from './condition-table.ts';
import type { Rendered } from './rendered.ts';
import { type Rendering, tell, told } from './rendering.ts';
import type { StackParts } from './request-parts.ts';
import type { SourceRead } from './same-request.ts';
import { waitingProblem } from './waiting-problem.ts';

/** One stack of a rendering. */
export type StackPlace = StackParts<Rendering>;

/** Metadata and policies of a resource, which the template that stands for it may ask for. */
export type Facade = NonNullable<StackPlace['facade']>;

/**
 * What names mean in one stack. Conditions and outputs are worked out when they are first asked for and kept; resources
 * are put in by whoever renders them, in an order in which each finds those that it names.
 */
export class StackScope implements Scope {
  readonly place: StackPlace;
  readonly file: string;
  readonly version: TemplateVersion;
  readonly names: Scope['names'];
  /** Resources by name as far as they are rendered. One whose condition is false is `absent`; one that failed was told. */
  readonly resources = new Map<string, Rendered | 'absent' | 'failed'>();
  /** Names of resources asked for since this was last cleared. */
  readonly used = new Set<string>();
  /** All that is asked for, while someone wants to remember it. */
  reads: SourceRead[] | undefined;
  readonly #conditions: ConditionTable;
  /** Of one that failed, all that was told of it: who asks may have it untold again. */
  readonly #outputs = new Map<string, Value | Failure>();
  readonly #files = new Map<string, string | Failure>();

  constructor(place: StackPlace) {
    const { template } = place;
    this.place = place;
    this.file = template.file;
    this.version = template.version;
    const { rendering } = place;
    this.#conditions = new ConditionTable(template.conditions, this, (failure) => tell(rendering, failure.problems));
    this.names = {
      parameters: [...template.parameters.keys()],
      resources: [...template.resources.keys()],
      conditions: [...template.conditions.keys()],
    };
  }

  parameter(name: string): Value | Failure | undefined {
    const value = this.#parameter(name);
    this.reads?.push({ kind: 'parameter', name, value });
    return value;
  }

  /** A parameter of a pseudo parameter's name stands for it, and so does a default. Heat: `parameters.py`, Parameters; 19.0. */
  #parameter(name: string): Value | Failure | undefined {
    const own = this.place.parameters.get(name);
    if (own !== undefined) return own;
    if (!isPseudoParameter(name)) return undefined;
    const given = this.place.rendering.stack.environment.parameterDefaults.get(name)?.value ?? null;
    return given === null ? this.#pseudoParameter(name) : coerceValue('string', given);
  }

  #pseudoParameter(name: PseudoParameter): string {
    const { rendering, address } = this.place;
    switch (name) {
      case 'OS::stack_name':
        return [rendering.deployment, ...(address === '' ? [] : address.split('/'))].join('-');
      case 'OS::stack_id':
        return address === '' ? rendering.deployment : `${rendering.deployment}/${address}`;
      case 'OS::project_id':
        return 'admin';
    }
  }

  reference(resource: string): Value | Failure | undefined {
    return this.#ask(resource, (rendered) => rendered.reference());
  }

  attribute(resource: string, attribute: string | undefined): Value | Failure | undefined {
    return this.#ask(resource, (rendered) => rendered.attribute(attribute));
  }

  attributeUnder(resource: string, attribute: Value, path: readonly Value[]): Value | Failure | undefined {
    return this.#ask(resource, (rendered) =>
      typeof attribute === 'string' ? rendered.attributeUnder?.(attribute, path) : rendered.oddAttribute?.(attribute),
    );
  }

  facade(part: FacadePart): Value | undefined {
    const { facade } = this.place;
    if (facade === undefined) return undefined;
    const value = facade.get(part) ?? (part === 'deletion_policy' ? 'Delete' : new Map());
    this.reads?.push({ kind: 'facade', part, value });
    return value;
  }

  fileText(name: string): string | Failure {
    const remembered = this.#files.get(name);
    if (remembered !== undefined) return remembered;
    const { files } = this.place.rendering.stack;
    const path = locateFile(files, this.file, name);
    const text = typeof path === 'string' ? readTextFile(files, path, undefined) : path;
    const result = typeof text === 'string' ? text : new Failure([text]);
    this.#files.set(name, result);
    return result;
  }

  condition(name: string): Value | Failure | undefined {
    const { reads } = this;
    // What it was worked out from does not count where it comes out the same.
    this.reads = undefined;
    const value = this.#conditions.value(name);
    this.reads = reads;
    reads?.push({ kind: 'condition', name, value });
    return value;
  }

  /** What an output gives; null where its condition is false; undefined where there is none of that name. */
  output(name: string): Value | Failure | undefined {
    const definition = this.place.template.outputs.get(name);
    if (definition === undefined) return undefined;
    const remembered = this.#outputs.get(name);
    if (remembered !== undefined) return this.#keep(remembered);
    const { hearing } = this.place.rendering;
    const heard = new Set<Diagnostic>();
    hearing.push(heard);
    const value = this.#keep(this.#evaluateOutput(definition));
    hearing.pop();
    const found = value instanceof Failure ? new Failure([...heard]) : value;
    this.#outputs.set(name, found);
    return this.#keep(found);
  }

  #evaluateOutput({ name, value, condition }: OutputDefinition): Value | Failure {
    const holds = condition === undefined || this.holds(condition, formatPath(['outputs', name, 'condition']));
    if (holds === true) return evaluate(value, this, formatPath(['outputs', name, 'value']));
    return holds === false ? null : holds;
  }

  /**
   * Whether a condition that stands under a resource or output holds. A secret may decide it; what is not known yet may
   * not, and is told.
   */
  holds(condition: Snippet, path: string): boolean | Failure {
    const value = evaluateCondition(condition, this, path);
    if (value instanceof Failure) return tell(this.place.rendering, value.problems);
    const known = reveal(value);
    if (typeof known === 'boolean') return known;
    const at = { file: this.file, line: condition.line, column: condition.column };
    return tell(this.place.rendering, [waitingProblem('Whether it is there', value, { at, path })]);
  }

  #ask(name: string, ask: (rendered: Rendered) => Value | Failure | undefined): Value | Failure | undefined {
    const rendered = this.resources.get(name);
    if (rendered === 'failed') return told;
    if (rendered === undefined) return this.place.template.resources.has(name) ? tooEarly(name) : undefined;
    if (rendered === 'absent') {
      const hint = 'Refer to it only in the branch of an "if" that has the same condition';
      return new Failure([problem('resource-absent', `The condition of resource "${name}" is false`, { hint })]);
    }
    this.used.add(name);
    const value = ask(rendered);
    this.reads?.push({ kind: 'resource', name, rendered, ask, value });
    return value;
  }

  #keep(value: Value | Failure): Value | Failure {
    return value instanceof Failure ? tell(this.place.rendering, value.problems) : value;
  }
}

/** The order of resources is found from the names that are written; this one was worked out from an attribute. */
function tooEarly(name: string): Failure {
  const hint = 'Write the name out, or take it from a parameter';
  return new Failure([
    problem('shape-unknown', `That resource "${name}" is meant is only known once others are evaluated`, { hint }),
  ]);
}
