import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { restrictionAt } from '../hot/resource-overrides.ts';
import type { Rendered } from '../render/rendered.ts';
import type { GraphNode } from '../render/revision.ts';
import { resourceType } from '../resource/resource-types.ts';
import type { Pass } from './run-pass.ts';
import { type Fate, fateOf, type Side, sideOf } from './update-fate.ts';

/**
 * What an update would do and can't, so that it fails: what the environment that it brings restricts, and to give a
 * resource another `external_id`. It goes by what the stack came to before and comes to now, so what asks for an
 * attribute that stays is not updated. Heat: `resource.py`, update and _check_restricted_actions; `update.py`,
 * _check_replace_restricted; 19.0.
 */
export function forbiddenChanges(present: Pass, next: Pass): readonly Diagnostic[] {
  return forbiddenAmong(present.members, next.members, { present, next, isGroup: false });
}

/** Both passes, and whether the members are those of a group, which no template names. */
interface Passes {
  readonly present: Pass;
  readonly next: Pass;
  readonly isGroup: boolean;
}

type Members = ReadonlyMap<string, Rendered>;

function forbiddenAmong(before: Members, after: Members, passes: Passes): readonly Diagnostic[] {
  return [...after].flatMap(([name, wanted]): readonly Diagnostic[] => {
    const there = before.get(name);
    const old = there && sideIn(passes.present, name, there, passes.isGroup);
    const now = sideIn(passes.next, name, wanted, passes.isGroup);
    if (there === undefined || old === undefined || now === undefined) return [];
    const [was, is] = [externalId(there.node), externalId(wanted.node)];
    if (old.class === now.class && was !== is) return [otherId(wanted, was)];
    // What was taken in is left as it is.
    if (old.class === now.class && is !== undefined) return [];
    const fate = fateOf(old, now);
    const forbidden = restriction(wanted, fate, passes.next);
    if (forbidden !== undefined) return [forbidden];
    if (fate !== 'updated' || wanted.members === undefined) return [];
    const isGroup = resourceType(wanted.node.type)?.role === 'group';
    return forbiddenAmong(there.members ?? new Map(), wanted.members, { ...passes, isGroup });
  });
}

function sideIn({ requests }: Pass, name: string, rendered: Rendered, isGroup: boolean): Side | undefined {
  const request = requests.get(rendered.address);
  return request && sideOf(rendered, request, isGroup ? undefined : request.stack.template.resources.get(name));
}

function externalId(node: GraphNode): string | undefined {
  return node.kind === 'resource' ? node.externalId : undefined;
}

function restriction({ node, address, place: { at } }: Rendered, fate: Fate, next: Pass): Diagnostic | undefined {
  if (fate === 'unchanged') return undefined;
  const action = fate === 'updated' ? 'update' : 'replace';
  if (node.restricted?.includes(action) !== true) return undefined;
  const hint = `Take ${action} out of its restricted_actions in the resource_registry of an environment`;
  const { registry } = next.scope.place.rendering.stack.environment;
  return problem('action-restricted', `${action} is restricted for resource "${address}"`, {
    at,
    path: address,
    ...restrictionAt(registry, address.split('/'), action),
    hint,
  });
}

function otherId({ address, place: { at } }: Rendered, was: string | undefined): Diagnostic {
  return problem('change-refused', `The external_id of "${address}" can't change`, {
    at,
    path: address,
    expected: was === undefined ? 'none, as it was' : `"${was}", as it was`,
    hint: 'Give the resource another name',
  });
}
