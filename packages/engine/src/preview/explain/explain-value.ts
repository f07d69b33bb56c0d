import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { formatPath, type Path } from '../../diagnostics/path.ts';
import { writeAddress } from '../../hot/address.ts';
import { Failure } from '../../hot/scope.ts';
import { traceAs } from '../../hot/trace.ts';
import { isList, isMap, type Value } from '../../hot/value.ts';
import { resourceType } from '../../resource/resource-types.ts';
import type { ExplainContext } from './explain-context.ts';
import { type ExplainedParts, explainedPart, explainedParts } from './explained-parts.ts';
import type { Reason } from './explanation.ts';
import type { Reasons } from './reasons.ts';
import { type Selected, selectPart, type TracedPart } from './select-part.ts';
import { oneOf, unknown } from './unknown-problem.ts';

/** Explains a part of a property; without a path, all properties of the resource. */
export function explainResource(
  context: ExplainContext,
  reasons: Reasons,
  address: string,
  path: Path,
): ExplainedParts | Diagnostic {
  if (path.length > 0) return explainProperty(context, reasons, address, path);
  const names = [...(context.origins.resources.get(address)?.properties.keys() ?? [])];
  const parts = names.map((name) => explainProperty(context, reasons, address, [name]));
  const explained = parts.filter((each) => 'parts' in each);
  return {
    parts: explained.flatMap((each) => each.parts),
    more: explained.reduce((sum, each) => sum + each.more, 0),
  };
}

function explainProperty(
  context: ExplainContext,
  reasons: Reasons,
  address: string,
  path: Path,
): ExplainedParts | Diagnostic {
  const [name = '', ...rest] = path.map((each, index) => (index === 0 ? String(each) : each));
  const parameter = context.origins.stacks.get(address)?.template.parameters.get(String(name));
  const value = reasons.values.property(address, String(name));
  const nameOf = (way: Path): string => writeAddress({ address, kind: 'property', path: [name, ...rest, ...way] });
  if (value === undefined) return explainDefault(context, reasons, address, [name, ...rest]);
  const part = selectPart(value, rest);
  if (part.missing !== undefined) return noPart(address, ':', [name, ...rest], part, part.missing + 1);
  const hidden = parameter?.hidden === true;
  return explainedParts(context, part, (way) => ({
    name: nameOf(way),
    hidden,
    reasons: () =>
      parameter === undefined
        ? reasons.ofPart(value, [...rest, ...way], hidden)
        : reasons.ofProperty(address, [name, ...rest, ...way], hidden),
  }));
}

/** A property that is not written: a nested stack's parameter by its defaults, or a default of the type. */
function explainDefault(
  context: ExplainContext,
  reasons: Reasons,
  address: string,
  path: Path,
): ExplainedParts | Diagnostic {
  const origin = context.origins.resources.get(address);
  const stack = context.origins.stacks.get(address);
  const [key = '', ...rest] = path;
  const name = String(key);
  const type = origin === undefined || stack !== undefined ? undefined : resourceType(origin.rendered.node.type);
  const resolved = stack?.parameters.get(name);
  const value = resolved?.value ?? type?.properties.get(name)?.default;
  if (value === undefined) {
    const names = [
      ...(origin?.properties.keys() ?? []),
      ...(stack?.template.parameters.keys() ?? type?.properties.keys() ?? []),
    ];
    const message = `"${address}" has no property "${name}"`;
    return type?.properties.has(name)
      ? unknown(`Property "${name}" of "${address}" is not given`, undefined)
      : unknown(message, nearest(name, names), oneOf([...new Set(names)]));
  }
  const part = selectPart({ value, trace: traceAs(value, () => []) }, rest);
  if (part.missing !== undefined) return noPart(address, ':', path, part, part.missing + 1);
  const hidden = resolved?.schema.hidden === true;
  return explainedParts(context, part, (way) => ({
    name: writeAddress({ address, kind: 'property', path: [name, ...rest, ...way] }),
    hidden,
    reasons: () => reasons.ofProperty(address, [name, ...rest, ...way], hidden),
  }));
}

/** Explains a part of an attribute. */
export function explainAttribute(
  context: ExplainContext,
  follow: Reasons,
  address: string,
  path: Path,
): ExplainedParts | Diagnostic {
  const rendered = context.origins.resources.get(address)?.rendered;
  // A group's "attributes" has no value but under the name of one.
  const written = path[0] === 'attributes' && path.length > 1 && rendered?.members !== undefined ? 2 : 1;
  const [[name = '', ...under], rest] = [path.slice(0, written).map(String), path.slice(written)];
  const value = written === 1 ? rendered?.attribute(name) : rendered?.attributeUnder?.(name, under);
  if (value === undefined || value instanceof Failure) {
    const [told] = value?.problems ?? [];
    return told ?? unknown(`"${address}" has no attribute "${name}"`, undefined);
  }
  const part = selectPart({ value, trace: traceAs(value, () => []) }, rest);
  if (part.missing !== undefined) return noPart(address, '@', path, part, part.missing + written);
  return explainedParts(context, part, (way) => {
    const whole = [name, ...under, ...rest, ...way];
    const reasons = (): readonly Reason[] => follow.ofAttribute(address, whole, written, false);
    return { name: writeAddress({ address, kind: 'attribute', path: whole }), hidden: false, reasons };
  });
}

/** Explains a part of an output of the deployment. */
export function explainOutput(context: ExplainContext, reasons: Reasons, path: Path): ExplainedParts | Diagnostic {
  const { root, revision, deployment } = context;
  const [key = '', ...rest] = path;
  const name = String(key);
  const output = revision.graph.outputs.get(name);
  if (output === undefined) {
    const names = [...root.template.outputs.keys()];
    return unknown(`"${deployment}" has no output "${name}"`, nearest(name, names), oneOf(names));
  }
  const traced = reasons.values.output(root, name);
  // An output whose condition is false is null, whatever its value would be.
  const whole: TracedPart =
    output.value === null || traced === undefined
      ? { value: output.value, trace: { kind: 'leaf', sources: [] } }
      : { value: output.value, trace: traced.trace };
  const part = selectPart(whole, rest);
  if (part.missing !== undefined) return noPart('outputs', '.', path, part, part.missing + 1);
  if (output.value === null || traced === undefined) {
    const why = reasons.ofOutput(root, name, rest, false);
    const written = `outputs.${formatPath(path)}`;
    return {
      parts: [explainedPart(context, { name: written, value: output.value, hidden: false, reasons: [why] })],
      more: 0,
    };
  }
  return explainedParts(context, part, (way) => ({
    name: `outputs.${formatPath([name, ...rest, ...way])}`,
    hidden: false,
    reasons: () => [reasons.ofOutput(root, name, [...rest, ...way], false)],
  }));
}

function noPart(owner: string, sign: ':' | '@' | '.', path: Path, { value }: Selected, missing: number): Diagnostic {
  const key = path[missing];
  const written = `${owner}${sign}${formatPath(path.slice(0, missing))}`;
  const names = keysOf(value);
  const message = `"${written}" has no part "${key}"`;
  return unknown(message, nearest(String(key), names), oneOf(names) ?? 'It is a single value');
}

function keysOf(value: Value): readonly string[] {
  if (isMap(value)) return [...value.keys()];
  return isList(value) ? value.map((_, index) => String(index)) : [];
}
