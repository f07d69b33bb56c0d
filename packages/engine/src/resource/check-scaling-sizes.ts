import { reveal } from '../hot/reveal.ts';
import type { Value, ValueMap } from '../hot/value.ts';
import type { Misfit } from './misfit.ts';

/**
 * Whether the sizes of a scaling group fit each other: told in `misfits`. What is not known yet is not looked at. Takes the
 * names of the least, the largest and the wanted size. Heat: `autoscaling_group.py`, validate; 19.0.
 */
export function checkScalingSizes(names: readonly [string, string, string]) {
  return (properties: ValueMap, misfits: Misfit[]): void => {
    const [least, largest, wanted] = names.map((name) => sizeOf(properties.get(name)));
    if (least !== undefined && largest !== undefined && least > largest) {
      const message = `The least size ${least} is above the largest, ${largest}`;
      misfits.push({ path: [], message, expected: `at most ${largest}` });
    } else if (wanted !== undefined && (wanted < (least ?? wanted) || wanted > (largest ?? wanted))) {
      const message = `The size ${wanted} is not between the least and the largest`;
      misfits.push({ path: [], message, expected: `a size from ${least ?? 0} to ${largest ?? 'the largest'}` });
    }
  };
}

function sizeOf(value: Value | undefined): number | undefined {
  const known = reveal(value ?? null);
  return typeof known === 'number' ? known : undefined;
}
