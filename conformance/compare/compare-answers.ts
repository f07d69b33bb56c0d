import { equalValues } from '../../packages/engine/src/hot/equal-values.ts';
import { isList, isMap, type Value, type ValueMap } from '../../packages/engine/src/hot/value.ts';

/** One thing in which two answers to a case differ. */
export interface Difference {
  /** What differs: `status`, `output NAME`, `error of output NAME`, `resources`, `preview CLASS`, `after status`, … */
  readonly what: string;
  readonly heat: Value;
  readonly tyto: Value;
}

const previewClasses = ['unchanged', 'updated', 'replaced', 'added', 'deleted'] as const;

/**
 * Compares what Heat and Tyto answered to a case: values exactly, integers and floats apart; a refusal as a refusal,
 * whatever its words; the five classes of a preview as sets. The update of a stack that was not made is not looked at,
 * and no preview where one refuses the update that the other takes.
 */
export function compareAnswers(heat: Value, tyto: Value): Difference[] {
  if (!isMap(heat) || !isMap(tyto)) return [{ what: 'answer', heat, tyto }];
  const own = compareStates(heat, tyto, '');
  if (!heat.has('after') || [heat, tyto].some((each) => each.get('status') !== 'CREATE_COMPLETE')) return own;
  const before = mapIn(heat, 'preview');
  const ours = mapIn(tyto, 'preview');
  const after = compareStates(mapIn(heat, 'after'), mapIn(tyto, 'after'), 'after ');
  const isRefused = !tyto.has('preview') && after.some(({ what }) => what === 'after status');
  if (!heat.has('preview') || isRefused) return [...own, ...after];
  const classes = previewClasses.flatMap((each) =>
    unless(equalSets, `preview ${each}`, before.get(each) ?? [], ours.get(each) ?? []),
  );
  return [...own, ...classes, ...after];
}

function compareStates(heat: ValueMap, tyto: ValueMap, prefix: string): Difference[] {
  const status = unless(equalValues, `${prefix}status`, heat.get('status') ?? null, tyto.get('status') ?? null);
  if (status.length > 0) return status;
  return [
    ...compareOutputs(heat, tyto, prefix),
    ...['resources', 'parameters', 'groups'].flatMap((part) =>
      unless(equalValues, prefix + part, heat.get(part) ?? null, tyto.get(part) ?? null),
    ),
    ...unless(equalSets, `${prefix}replaced`, heat.get('replaced') ?? [], tyto.get('replaced') ?? []),
  ];
}

function compareOutputs(heat: ValueMap, tyto: ValueMap, prefix: string): Difference[] {
  const [values, ours] = [mapIn(heat, 'outputs'), mapIn(tyto, 'outputs')];
  const [errors, ourErrors] = [mapIn(heat, 'output_errors'), outputErrors(tyto)];
  return [...new Set([...values.keys(), ...ours.keys()])].flatMap((name): Difference[] => {
    const [failed, weFailed] = [errors.get(name) ?? null, ourErrors.get(name) ?? null];
    if ((failed === null) !== (weFailed === null)) {
      const heatSays = failed ?? values.get(name) ?? null;
      return [{ what: `${prefix}error of output ${name}`, heat: heatSays, tyto: weFailed ?? ours.get(name) ?? null }];
    }
    if (values.has(name) !== ours.has(name))
      return [{ what: `${prefix}output ${name}`, heat: values.has(name), tyto: ours.has(name) }];
    return unless(equalValues, `${prefix}output ${name}`, values.get(name) ?? null, ours.get(name) ?? null);
  });
}

/** The first error of each output that failed, by the output's name. */
function outputErrors(tyto: ValueMap): ReadonlyMap<string, Value> {
  const errors = new Map<string, Value>();
  const list = tyto.get('errors') ?? null;
  for (const each of isList(list) ? list : []) {
    const output = isMap(each) ? each.get('output') : undefined;
    if (typeof output === 'string' && isMap(each) && !errors.has(output)) errors.set(output, each.get('message') ?? '');
  }
  return errors;
}

function unless(equal: (a: Value, b: Value) => boolean, what: string, heat: Value, tyto: Value): Difference[] {
  return equal(heat, tyto) ? [] : [{ what, heat, tyto }];
}

function equalSets(a: Value, b: Value): boolean {
  if (!isList(a) || !isList(b)) return equalValues(a, b);
  const sorted = (list: readonly Value[]): string => JSON.stringify(list.map(String).sort());
  return sorted(a) === sorted(b);
}

function mapIn(map: ValueMap, key: string): ValueMap {
  const value = map.get(key);
  return value !== undefined && isMap(value) ? value : new Map();
}
