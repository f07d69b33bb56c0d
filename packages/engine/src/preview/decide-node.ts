import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { containsUnknown } from '../hot/marks.ts';
import { Failure } from '../hot/scope.ts';
import type { Instance } from '../state/state.ts';
import { type Decision, decideChange } from './decide-change.ts';
import type { Known } from './known.ts';
import type { Prepared } from './prepare-node.ts';

/**
 * What is to be done for a prepared node, beside what is deployed of it; a failure where what is wanted can't be made of
 * what is there. Heat: `resource.py`, update and update_template_diff_properties, 19.0.
 */
export function decideNode(
  prepared: Prepared,
  instance: Instance | undefined,
  known: Known,
  forced: boolean,
): Decision | Failure {
  if (prepared.node.externalId !== undefined || instance?.externalId !== undefined) {
    return decideAdopted(prepared, instance);
  }
  const deployedConfig = instance?.config === undefined ? undefined : known.configs.get(instance.config);
  const decision = decideChange({
    type: prepared.type,
    properties: prepared.properties,
    ...(prepared.metadata === undefined ? {} : { metadata: prepared.metadata }),
    instance,
    config: prepared.config,
    deployedConfig,
    forced,
  });
  const refused = refusedChange(prepared, decision);
  return refused === undefined ? decision : new Failure([refused]);
}

/** Something that was there before is taken in, and then left as it is. */
function decideAdopted({ node }: Prepared, instance: Instance | undefined): Decision | Failure {
  const { externalId } = node;
  if (instance === undefined) {
    const causes = externalId === undefined ? [] : [{ path: ['external_id'], new: externalId, replaces: false }];
    return { kind: 'create', may: ['create'], causes };
  }
  if (instance.externalId === externalId) return { kind: 'unchanged', may: ['unchanged'], causes: [] };
  return new Failure([
    problem('change-refused', `The external_id of "${node.address}" can't change`, {
      path: node.address,
      expected: instance.externalId === undefined ? 'none, as it was' : `"${instance.externalId}", as it was`,
      hint: 'Give the resource another name',
    }),
  ]);
}

/** A change of what its type never changes; one that is replaced for another reason is new and may be anything. */
function refusedChange({ node, type }: Prepared, { causes, because, kind }: Decision): Diagnostic | undefined {
  if (kind === 'create' || (kind === 'replace' && because !== undefined)) return undefined;
  const found = causes.find(({ path, new: wanted }) => {
    const isCertain = wanted === undefined || !containsUnknown(wanted);
    return isCertain && type.properties.get(String(path[0]))?.immutable === true;
  });
  if (found === undefined) return undefined;
  const [name] = found.path;
  return problem('change-refused', `"${String(name)}" of ${type.name} can't change once it is there`, {
    path: `${node.address}:${String(name)}`,
    expected: 'what it was',
    hint: `Give the resource another name, or replace it by '--replace ${node.address}'`,
  });
}
