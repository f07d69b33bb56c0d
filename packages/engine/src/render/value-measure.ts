import { containsUnknown } from '../hot/marks.ts';
import { type Expression, Float, isList, isMap, Tainted, Unknown, type Value } from '../hot/value.ts';

/** How large a value is when it is written out, and how deep its parts lie in each other. */
export interface Measure {
  readonly size: number;
  readonly depth: number;
}

/** Beyond this a value can't be written: parts that are shared in memory are repeated on paper. */
export const valueLimit: Measure = { size: 10_000_000, depth: 400 };

/** Beyond this a residual expression is named by the attribute that holds it instead of repeated where it is used. */
export const inlineLimit: Measure = { size: 200, depth: 20 };

/** What is smaller is measured again sooner than looked up. */
const small = 32;

const leaf: Measure = { size: 1, depth: 1 };
const none: Measure = { size: 0, depth: 0 };
const values = new WeakMap<object, Measure>();
const residuals = new WeakMap<object, Measure>();

/** Measures a value, its residual expressions included. Shared parts are walked once, whoever asks. */
export function measureValue(value: Value): Measure {
  if (typeof value !== 'object' || value === null || value instanceof Float) return leaf;
  if (value instanceof Unknown || value instanceof Tainted) return measureExpression(value.expression);
  const remembered = values.get(value);
  if (remembered !== undefined) return remembered;
  const measured = addUp(value.values(), measureValue);
  if (measured.size > small) values.set(value, measured);
  return measured;
}

function measureExpression(expression: Expression): Measure {
  switch (expression.kind) {
    case 'constant':
    case 'attribute':
    case 'reference':
    case 'secret':
      return leaf;
    case 'list':
      return remember(values, expression, () => addUp(expression.items, measureExpression));
    case 'map':
      return remember(values, expression, () => addUp(expression.entries.values(), measureExpression));
    case 'call':
      return remember(values, expression, () => addUp([expression.argument], measureExpression));
  }
}

export function exceeds(measure: Measure, limit: Measure): boolean {
  return measure.size > limit.size || measure.depth > limit.depth;
}

/** The largest measure that a residual expression anywhere in the value has. */
export function measureResiduals(value: Value): Measure {
  if (value instanceof Unknown) return measureExpression(value.expression);
  if (!containsUnknown(value) || !(isList(value) || isMap(value))) return none;
  return remember(residuals, value, () => {
    let size = 0;
    let depth = 0;
    for (const part of value.values()) {
      const measure = measureResiduals(part);
      size = Math.max(size, measure.size);
      depth = Math.max(depth, measure.depth);
    }
    return { size, depth };
  });
}

function remember(known: WeakMap<object, Measure>, key: object, measure: () => Measure): Measure {
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const measured = measure();
  known.set(key, measured);
  return measured;
}

function addUp<Part>(parts: Iterable<Part>, measure: (part: Part) => Measure): Measure {
  let size = 1;
  let depth = 0;
  for (const part of parts) {
    const each = measure(part);
    size += each.size;
    depth = Math.max(depth, each.depth);
  }
  return { size, depth: depth + 1 };
}
