import { reveal } from '../hot/reveal.ts';
import { isList, isMap, type Value, type ValueMap } from '../hot/value.ts';
import type { Misfit } from './misfit.ts';

/**
 * Whether each moment in the life of an OS::Heat::SoftwareComponent has one config only, since nothing would say which of
 * two comes first: told in `misfits`, under `configs`. What is not known yet is not looked at. Heat:
 * `software_component.py`, validate, 19.0.
 */
export function checkComponentActions(properties: ValueMap, misfits: Misfit[]): void {
  const configs = reveal(properties.get('configs') ?? null);
  const firsts = new Map<string, number>();
  for (const [index, config] of (isList(configs) ? configs : []).entries()) {
    const actions = actionsOf(config);
    const taken = actions.find((action) => firsts.has(action));
    for (const action of actions) if (!firsts.has(action)) firsts.set(action, index);
    if (taken === undefined) continue;
    const message = `The action ${taken} has a config already, the one with index ${firsts.get(taken)}`;
    misfits.push({ path: [index], message, expected: 'one config for each action' });
  }
}

function actionsOf(config: Value): readonly string[] {
  const actions = isMap(config) ? reveal(config.get('actions') ?? ['CREATE', 'UPDATE']) : [];
  return isList(actions) ? actions.filter((each) => typeof each === 'string') : [];
}
