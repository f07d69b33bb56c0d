import { isList, isMap, Tainted, Unknown, type Value } from '../value.ts';
import { type FunctionEntry, needInside } from './function-entry.ts';

/** Heat: `functions.MapMerge`: a later map wins, a key keeps its first place, null counts as an empty map. */
export const mapMerge: FunctionEntry = {
  name: 'map_merge',
  summary: 'Merges maps; a later one wins',
  since: '2016-04-08',
  opaque: true,
  example: 'map_merge: [{KEY: VALUE, …}, …]',
  call(argument, context) {
    if (argument instanceof Unknown || argument instanceof Tainted) return needInside;
    if (!isList(argument) && argument !== '') {
      return context.fail(`"${context.name}" takes a list of maps, not ${context.show(argument)}`, {
        expected: mapMerge.example,
        within: [],
      });
    }
    const merged = new Map<string, Value>();
    for (const [index, map] of isList(argument) ? argument.entries() : []) {
      if (map instanceof Unknown || map instanceof Tainted) return needInside;
      if (map === null) continue;
      if (!isMap(map)) {
        const message = `"${context.name}" merges maps; item ${index} is ${context.show(map)}`;
        return context.fail(message, { within: [index] });
      }
      for (const [key, value] of map) merged.set(key, value);
    }
    return merged;
  },
};
