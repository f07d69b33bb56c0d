import { containsUnknown } from '../hot/marks.ts';
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

/** That a group has one thing to make its instances of. Heat: `aws/autoscaling/autoscaling_group.py`, validate; 19.0. */
export function checkLaunchSource(properties: ValueMap, misfits: Misfit[]): void {
  const given = ['LaunchConfigurationName', 'InstanceId'].filter((name) => {
    const value = reveal(properties.get(name) ?? null);
    return value !== null && value !== '';
  });
  if (given.length === 1) return;
  const message =
    given.length === 0 ? 'Nothing says what the instances are made of' : 'Two things say what they are made of';
  misfits.push({ path: [], message, expected: 'either LaunchConfigurationName or InstanceId' });
}

/**
 * That a policy has a least step only where it scales by percents: told in `misfits` of that step. Takes the names of the
 * adjustment's type and of the step, and the type that has one. Heat: `scaling_policy.py`, validate; 19.0.
 */
export function checkAdjustmentStep(type: string, step: string, byPercent: string) {
  return (properties: ValueMap, misfits: Misfit[]): void => {
    const chosen = properties.get(type) ?? null;
    if (!properties.has(step) || containsUnknown(chosen) || reveal(chosen) === byPercent) return;
    const message = `A least step is for "${type}" ${byPercent} alone`;
    misfits.push({ path: [], isKey: true, message, expected: `nothing, or "${type}" to be ${byPercent}` });
  };
}

function sizeOf(value: Value | undefined): number | undefined {
  const known = reveal(value ?? null);
  return typeof known === 'number' ? known : undefined;
}
