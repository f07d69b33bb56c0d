import { hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { containsUnknown } from '../hot/marks.ts';
import { reveal } from '../hot/reveal.ts';
import { isMap, type Value } from '../hot/value.ts';
import { atLeast } from '../hot/version.ts';
import { resourceType } from '../resource/resource-types.ts';
import { readUpdatePolicy, type UpdatePolicy } from '../resource/update-policy.ts';
import type { Policies } from './policies.ts';
import { tell } from './rendering.ts';
import type { ResourceRequest } from './resource-request.ts';
import type { DeletionPolicy } from './revision.ts';
import { exceeds, measureValue, valueLimit } from './value-measure.ts';
import { waitingProblem } from './waiting-problem.ts';

/** Types of which a copy can be made before they are deleted. Heat 19.0: classes with `handle_snapshot_delete`. */
const withSnapshots: ReadonlySet<string> = new Set([
  'AWS::EC2::Volume',
  'OS::Cinder::Volume',
  'OS::Heat::DeployedServer',
  'OS::Nova::Server',
]);

/**
 * Reads metadata and policies of a resource of a type; `type` is undefined for a nested stack. Undefined, with the
 * problems told, where they do not fit. Heat: `resource.py`, validate_template.
 */
export function readPolicies(request: ResourceRequest, type: string | undefined): Policies | undefined {
  // That there is no such type is told where it is rendered.
  if (type !== undefined && resourceType(type) === undefined) return {};
  const deletionPolicy = readDeletionPolicy(request, type);
  const updatePolicy = readUpdate(request, type);
  const metadata = request.facade.get('metadata');
  if (deletionPolicy === undefined || updatePolicy === undefined || isTooLarge(request, metadata)) return undefined;
  return {
    ...(metadata === undefined || (isMap(metadata) && metadata.size === 0) ? {} : { metadata }),
    ...(deletionPolicy === 'Delete' ? {} : { deletionPolicy }),
    ...(Object.keys(updatePolicy).length === 0 ? {} : { updatePolicy }),
  };
}

function placeOf({ place }: ResourceRequest, part: 'metadata' | 'deletion_policy' | 'update_policy') {
  return { at: place.beside?.(part) ?? place.at, path: place.path.replace(/\.properties$/, `.${part}`) };
}

function readDeletionPolicy(request: ResourceRequest, type: string | undefined): DeletionPolicy | 'Delete' | undefined {
  const given = request.facade.get('deletion_policy') ?? 'Delete';
  const { rendering, template } = request.stack;
  const place = placeOf(request, 'deletion_policy');
  if (containsUnknown(given)) {
    tell(rendering, [waitingProblem('The deletion policy', given, place)]);
    return undefined;
  }
  const shown = reveal(given);
  // The small letters came with 2016-10-14. Heat: `hot/template.py`, deletion_policies.
  const small = atLeast(template.version, '2016-10-14');
  const policy = (['Delete', 'Retain', 'Snapshot'] as const).find(
    (each) => each === shown || (small && each.toLowerCase() === shown),
  );
  if (policy === undefined) {
    const expected = small
      ? 'Delete, Retain or Snapshot, or one of them in small letters'
      : 'Delete, Retain or Snapshot';
    tell(rendering, [
      problem('resource-policy', `There is no deletion policy ${shownText(shown)}`, { ...place, expected }),
    ]);
    return undefined;
  }
  if (policy !== 'Snapshot' || type === 'OS::Heat::None' || withSnapshots.has(type ?? '')) return policy;
  tell(rendering, [
    problem('resource-policy', `${type ?? 'A nested stack'} can't have the deletion policy "Snapshot"`, {
      ...place,
      expected: 'Delete or Retain: nothing can make a copy of it before it is deleted',
    }),
  ]);
  return undefined;
}

function shownText(value: Value): string {
  return typeof value === 'string' ? `"${value}"` : 'that is no text';
}

function readUpdate(request: ResourceRequest, type: string | undefined): UpdatePolicy | undefined {
  const given = request.facade.get('update_policy') ?? null;
  const { rendering } = request.stack;
  const place = placeOf(request, 'update_policy');
  if (containsUnknown(given)) {
    tell(rendering, [waitingProblem('The update policy', given, place)]);
    return undefined;
  }
  const shown = reveal(given);
  if (shown === null) return {};
  if (!isMap(shown)) {
    tell(rendering, [problem('resource-policy', 'The update policy is no map', { ...place, expected: 'a map' })]);
    return undefined;
  }
  const read = readUpdatePolicy(type, shown, place);
  tell(rendering, read.problems);
  return hasErrors(read.problems) ? undefined : read.value;
}

function isTooLarge(request: ResourceRequest, metadata: Value | undefined): boolean {
  if (metadata === undefined || !exceeds(measureValue(metadata), valueLimit)) return false;
  tell(request.stack.rendering, [
    problem('value-limit', 'The metadata is too large or too deep to be written', {
      ...placeOf(request, 'metadata'),
      expected: `at most ${valueLimit.size} parts, ${valueLimit.depth} deep`,
    }),
  ]);
  return true;
}
