import type { Position } from '../../diagnostics/diagnostic.ts';
import { formatPath, type Path } from '../../diagnostics/path.ts';
import { writeAddress } from '../../hot/address.ts';
import { evaluateCondition } from '../../hot/evaluate.ts';
import { traceCondition } from '../../hot/evaluate-traced.ts';
import { walkPath } from '../../hot/functions/walk-path.ts';
import { Failure } from '../../hot/scope.ts';
import type { Snippet } from '../../hot/snippet.ts';
import { type Source, sourcesOf } from '../../hot/trace.ts';
import type { Value } from '../../hot/value.ts';
import { resolvePath } from '../../plan/resolve-path.ts';
import type { StackOrigin } from '../../render/origins.ts';
import { resourceType } from '../../resource/resource-types.ts';
import { type AttributeFollow, attributeReasons } from './attribute-reasons.ts';
import { type ExplainContext, placed } from './explain-context.ts';
import type { Reason } from './explanation.ts';
import { parameterReasons } from './parameter-reasons.ts';
import { leavesOf, selectPart } from './select-part.ts';
import { placeOf, replacedIn, snippetIn, type TracedValue, TracedValues } from './traced-values.ts';

/** After so many reasons, or so deep, none is followed any more: nobody reads as far. */
const mostReasons = 5000;
const deepest = 100;

/** Follows values back to where they are written. What was told before is not told again below another reason. */
export class Reasons {
  readonly values: TracedValues;
  readonly #context: ExplainContext;
  readonly #follow: AttributeFollow;
  readonly #told = new Set<string>();
  #count = 0;
  #depth = 0;

  constructor(context: ExplainContext) {
    this.#context = context;
    this.values = new TracedValues(context);
    this.#follow = {
      property: (address, path, hidden) => this.ofProperty(address, path, hidden),
      output: (stack, name, path, hidden) => this.ofOutput(stack, name, path, hidden),
      resource: (address) => this.#resource(address),
    };
  }

  /** What a part of a property was made of. */
  ofProperty(address: string, path: Path, hidden: boolean): readonly Reason[] {
    const [name = '', ...rest] = path;
    const stack = this.#context.origins.stacks.get(address);
    const value = this.values.property(address, String(name));
    if (value !== undefined) return this.ofPart(value, rest, hidden || isHidden(stack, String(name)));
    return stack?.template.parameters.has(String(name))
      ? this.ofParameter(stack, String(name), rest, hidden)
      : this.#typeDefault(address, String(name));
  }

  /** What a part of a traced value was made of. */
  ofPart(value: TracedValue, path: Path, hidden: boolean): readonly Reason[] {
    const part = selectPart(value, path);
    const reasons = sourcesOf(part.trace).map((source) => this.#ofSource(source, value.stack, hidden));
    const replaced = leavesOf(part).flatMap((leaf) => replacedIn(value, [...path, ...leaf.path]));
    const indexes = [...new Map(replaced.map((each) => [`${each.text} ${each.by}`, each])).values()].map(
      ({ text, by, at }): Reason => ({
        what: 'index',
        name: text,
        value: by,
        ...this.#placed(at, hidden),
        reasons: [],
      }),
    );
    const all = unique([...reasons, ...indexes]);
    return all.length > 0 ? all : [{ what: 'literal', ...this.#placed(placeOf(value), hidden), reasons: [] }];
  }

  /** What a parameter of a stack has its value from. */
  ofParameter(stack: StackOrigin, name: string, path: Path, hidden: boolean): readonly Reason[] {
    const schema = stack.template.parameters.get(name);
    if (schema === undefined) return [];
    const use = { stack, schema, path, hidden: hidden || schema.hidden };
    const given = this.values.property(stack.address, stack.given ?? name);
    const place =
      given === undefined
        ? {}
        : {
            propertyAt: placeOf(
              stack.given === undefined ? given : { ...given, snippet: snippetIn(given.snippet, name) },
            ),
          };
    return parameterReasons(this.#context, { ...use, ...place }, this.#follow.property);
  }

  /** What a part of an attribute is made of; so many elements of the path are walked by whoever gives it. */
  ofAttribute(address: string, path: Path, written: number, hidden: boolean): readonly Reason[] {
    return attributeReasons(this.#context, { address, path, written, hidden }, this.#follow);
  }

  /** An output of a stack, with what it is made of. */
  ofOutput(stack: StackOrigin, name: string, path: Path, hidden: boolean): Reason {
    const definition = stack.template.outputs.get(name);
    const value = this.values.output(stack, name);
    const condition = definition?.condition;
    const isAbsent = condition !== undefined && evaluateCondition(condition, stack.scope) === false;
    const address = { address: stack.address, kind: 'attribute', path: [name] } as const;
    const at = definition?.value === undefined ? undefined : inTemplate(stack, definition.value);
    return this.#once({
      what: 'output',
      name: stack.address === '' ? name : writeAddress(address),
      ...(at === undefined ? {} : this.#placed(at, hidden)),
      path,
      stack,
      follow: () => [
        ...(value === undefined || isAbsent ? [] : this.ofPart(value, path, hidden)),
        ...(condition === undefined ? [] : this.#deciding(condition, stack)),
      ],
    });
  }

  /** What decides whether something is there. */
  #deciding(condition: Snippet, stack: StackOrigin): readonly Reason[] {
    const trace = traceCondition(condition, stack.scope);
    if (trace === undefined) return [];
    return unique(sourcesOf(trace).map((source) => this.#ofSource({ ...source, decides: true }, stack, false)));
  }

  #ofSource(source: Source, stack: StackOrigin, hidden: boolean): Reason {
    const reason = this.#bare(source, stack, hidden);
    return {
      ...reason,
      ...(source.through.length === 0 ? {} : { through: source.through }),
      ...(source.decides === true ? { decides: true } : {}),
    };
  }

  #bare(source: Source, stack: StackOrigin, hidden: boolean): Reason {
    const { name = '', path = [], at } = source;
    const place = this.#placed(at, hidden);
    switch (source.kind) {
      case 'literal':
        return { what: 'literal', ...place, reasons: [] };
      case 'parameter':
        return this.#parameter(source, stack, hidden);
      case 'attribute': {
        const address = inStack(stack, name);
        const written = writeAddress({ address, kind: 'attribute', path });
        const follow = () => this.ofAttribute(address, path, source.written ?? path.length, hidden);
        return this.#once({ what: 'attribute', name: written, ...place, stack, follow });
      }
      case 'resource':
        return { ...this.#resource(inStack(stack, name)), ...place };
      case 'condition': {
        const definition = stack.template.conditions.get(name);
        const value = known(stack.scope.condition(name));
        const follow = () => (definition === undefined ? [] : this.#deciding(definition, stack));
        return this.#once({ what: 'condition', name, ...value, ...place, stack, follow });
      }
      case 'file': {
        const file = resolvePath(stack.template.file, name);
        if (typeof file !== 'string') return { what: 'file', name, ...place, reasons: [] };
        const text: Reason = { what: 'text', name: file, at: { file, line: 1, column: 1 }, reasons: [] };
        return { what: 'file', name: file, ...place, reasons: [hidden ? { ...text, secret: true } : text] };
      }
    }
  }

  #parameter({ name = '', path = [], at }: Source, stack: StackOrigin, hidden: boolean): Reason {
    const schema = stack.template.parameters.get(name);
    const isSecret = hidden || schema?.hidden === true;
    const whole = stack.scope.parameter(name);
    const value =
      whole === undefined || whole instanceof Failure
        ? undefined
        : walkPath('parameter', whole, path, stack.scope.version);
    return this.#once({
      what: 'parameter',
      name: writtenParameter(name, path),
      ...(stack.address === '' ? {} : { detail: `of ${stack.address}` }),
      ...(schema === undefined ? { detail: 'which Tyto gives' } : {}),
      ...this.#placed(at, hidden),
      ...(isSecret ? { secret: true } : value === undefined ? {} : { value }),
      stack,
      follow: () => this.ofParameter(stack, name, path, isSecret),
    });
  }

  #resource(address: string): Reason {
    const origin = this.#context.origins.resources.get(address);
    if (origin === undefined) return { what: 'resource', name: address, reasons: [] };
    const { node, place } = origin.rendered;
    const defined: Reason = {
      what: 'resource',
      name: address,
      detail: node.type,
      ...this.#placed(place.at, false),
      reasons: [],
    };
    const stack = this.#context.origins.stacks.get(address);
    const follow = (): readonly Reason[] => {
      if (stack?.template.outputs.has('OS::stack_id')) return [this.ofOutput(stack, 'OS::stack_id', [], false)];
      const role = node.kind === 'resource' ? resourceType(node.type)?.role : undefined;
      return role === 'server' && origin.properties.has('name') ? this.ofProperty(address, ['name'], false) : [defined];
    };
    const { detail: _type, ...named } = defined;
    return this.#once({ ...named, follow });
  }

  #typeDefault(address: string, name: string): readonly Reason[] {
    const node = this.#context.origins.resources.get(address)?.rendered.node;
    const schema = node === undefined ? undefined : resourceType(node.type)?.properties.get(name);
    if (node === undefined || schema?.default === undefined) return [];
    return [{ what: 'default', name: node.type, value: schema.default, reasons: [] }];
  }

  #placed(at: Position, hidden: boolean): { readonly at: Position; readonly line?: string } {
    return hidden ? { at } : placed(this.#context, at);
  }

  /** The reason with what follows from it, unless that was told before. */
  #once({ follow, stack, path, ...reason }: Followed): Reason {
    const { what, name, at, secret, line } = reason;
    const told = JSON.stringify([what, name, at, stack?.address, path, secret, line]);
    if (this.#told.has(told)) return { ...reason, reasons: [], above: true };
    this.#count += 1;
    if (this.#count > mostReasons || this.#depth >= deepest) return { ...reason, reasons: [], cut: true };
    this.#told.add(told);
    this.#depth += 1;
    const reasons = follow();
    this.#depth -= 1;
    return { ...reason, reasons };
  }
}

/** A reason before it is followed, with what tells it from others that look the same. */
interface Followed extends Omit<Reason, 'reasons'> {
  readonly stack?: StackOrigin;
  readonly path?: Path;
  follow(): readonly Reason[];
}

function isHidden(stack: StackOrigin | undefined, parameter: string): boolean {
  return stack?.template.parameters.get(parameter)?.hidden === true;
}

function inStack({ address }: StackOrigin, name: string): string {
  return address === '' ? name : `${address}/${name}`;
}

function inTemplate({ template }: StackOrigin, { line, column }: Snippet): Position {
  return { file: template.file, line, column };
}

function writtenParameter(name: string, path: Path): string {
  return path.length === 0 ? name : formatPath([name, ...path]);
}

function known(value: Value | Failure | undefined): { readonly value?: Value } {
  return value === undefined || value instanceof Failure ? {} : { value };
}

/** Sources of several parts of one value may be the same. */
function unique(reasons: readonly Reason[]): readonly Reason[] {
  const found = new Map<string, Reason>();
  for (const each of reasons) {
    const { what, name, at, through, decides } = each;
    const key = JSON.stringify([what, name, at, through, decides]);
    if (!found.has(key)) found.set(key, each);
  }
  return [...found.values()];
}
