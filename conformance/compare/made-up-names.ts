import { equalValues } from '../../packages/engine/src/hot/equal-values.ts';
import { isList, isMap, type Value } from '../../packages/engine/src/hot/value.ts';
import { changeParts } from './change-case.ts';
import type { KnownDifference } from './known-difference.ts';

/** What differs in names and ids that are made up. */
export const madeUpNames: readonly KnownDifference[] = [
  {
    name: 'names-by-chance',
    explains: ({ what, heat, tyto }) => isOutput(what) && equalValues(withoutChance(heat), withoutChance(tyto)),
  },
  {
    name: 'names-of-deployed-servers',
    explains: ({ what, heat, tyto }, { line }) =>
      isOutput(what) && line.includes('OS::Heat::DeployedServer') && isSameServer(heat, tyto),
  },
];

function isOutput(what: string): boolean {
  return /^(?:after )?output /.test(what);
}

/** A value in which all ids are one, and names have no ends that are made up. */
function withoutChance(value: Value): Value {
  return changeParts(value, (part) => {
    if (typeof part !== 'string') return part;
    const id = /^(?:arn:openstack:heat::\w+:stacks\/[^/]+\/)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
    return id.test(part) ? 'id' : part.replaceAll(/-[a-z2-7]{12}(?=-|$)/g, '');
  });
}

/** Whether Heat gives what Tyto does, but for a server's name and how its agent would reach Heat. */
function isSameServer(heat: Value, tyto: Value): boolean {
  if (isMap(heat) && heat.has('collectors')) return tyto === null;
  if (isMap(heat) && isMap(tyto))
    return heat.size === tyto.size && [...heat].every(([key, each]) => isSameServer(each, tyto.get(key) ?? null));
  if (isList(heat) && isList(tyto))
    return heat.length === tyto.length && heat.every((each, index) => isSameServer(each, tyto[index] ?? null));
  if (typeof heat !== 'string' || typeof tyto !== 'string' || heat === tyto) return equalValues(heat, tyto);
  return /-[a-z2-7]{12}$/.test(heat) && heat.slice(0, -13).endsWith(`-${tyto}`);
}
