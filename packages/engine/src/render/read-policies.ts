import { hasErrors, problem } from '../diagnostics/diagnostic.ts';
import type { Path } from '../diagnostics/path.ts';
import type { FacadePart } from '../hot/facade-part.ts';
import { containsUnknown } from '../hot/marks.ts';
import { reveal } from '../hot/reveal.ts';
import type { PlacePart } from '../hot/snippet-place.ts';
import { isMap, type Value } from '../hot/value.ts';
import { resourceType } from '../resource/resource-types.ts';
import { readUpdatePolicy, type UpdatePolicy } from '../resource/update-policy.ts';
import { deletionWords, hasSnapshots, readDeletionWord } from './deletion-policy.ts';
import type { Policies } from './policies.ts';
import { tell } from './rendering.ts';
import type { ResourceRequest } from './resource-request.ts';
import type { AwaitedPolicy, DeletionPolicy } from './revision.ts';
import { exceeds, measureValue, valueLimit } from './value-measure.ts';

/**
 * Reads metadata and policies of a resource of a type; `type` is undefined for a nested stack. Undefined, with the
 * problems told, where they do not fit. What of them waits for a value is told apart. Heat: `resource.py`,
 * validate_template.
 */
export function readPolicies(request: ResourceRequest, type: string | undefined): Policies | undefined {
  // That there is no such type is told where it is rendered.
  if (type !== undefined && resourceType(type) === undefined) return {};
  const deletionPolicy = readDeletionPolicy(request, type);
  const updatePolicy = readUpdate(request, type);
  const metadata = request.facade.get('metadata');
  if (deletionPolicy === undefined || updatePolicy === undefined || !fits(metadata, request)) return undefined;
  const waitsFor = isContainer(type) ? waitingParts(request) : [];
  return {
    ...(metadata === undefined || (isMap(metadata) && metadata.size === 0) ? {} : { metadata }),
    ...(deletionPolicy === 'Delete' ? {} : { deletionPolicy }),
    ...(Object.keys(updatePolicy).length === 0 ? {} : { updatePolicy }),
    ...(waitsFor.length === 0 ? {} : { waitsFor }),
  };
}

/** Whether what a type stands for has members; undefined is a nested stack. */
function isContainer(type: string | undefined): boolean {
  return type === undefined || resourceType(type)?.role === 'group';
}

function waitingParts({ facade }: ResourceRequest): readonly Value[] {
  return (['deletion_policy', 'update_policy'] as const)
    .map((part) => facade.get(part) ?? null)
    .filter((value) => containsUnknown(value));
}

function placeOf({ place }: ResourceRequest, part: FacadePart) {
  return { at: place.beside?.(part, []) ?? place.at, path: place.path.replace(/(^|\.)properties$/, `$1${part}`) };
}

function readDeletionPolicy(
  request: ResourceRequest,
  type: string | undefined,
): DeletionPolicy | AwaitedPolicy | 'Delete' | undefined {
  const given = request.facade.get('deletion_policy') ?? null;
  const { rendering, template } = request.stack;
  const words = deletionWords(template.version);
  if (containsUnknown(given)) {
    const oneOf = hasSnapshots(type) ? words : words.filter((each) => each.toLowerCase() !== 'snapshot');
    return { value: given, oneOf };
  }
  const { value: policy, problems } = readDeletionWord(given, words);
  tell(
    rendering,
    problems.map((each) => ({ ...each, ...placeOf(request, 'deletion_policy') })),
  );
  if (policy !== 'Snapshot' || hasSnapshots(type)) return policy;
  tell(rendering, [
    problem('resource-policy', `${type ?? 'A nested stack'} can't have the deletion policy "Snapshot"`, {
      ...placeOf(request, 'deletion_policy'),
      expected: 'Delete or Retain: nothing can make a copy of it before it is deleted',
    }),
  ]);
  return undefined;
}

function readUpdate(request: ResourceRequest, type: string | undefined): UpdatePolicy | undefined {
  const given = request.facade.get('update_policy') ?? null;
  const { rendering } = request.stack;
  const shown = reveal(given);
  if (shown === null) return {};
  const place = placeOf(request, 'update_policy');
  if (!isMap(shown)) {
    tell(rendering, [problem('resource-policy', 'The update policy is no map', { ...place, expected: 'a map' })]);
    return undefined;
  }
  const at = (path: Path, part?: PlacePart) => request.place.beside?.('update_policy', path, part) ?? request.place.at;
  const read = readUpdatePolicy(type, shown, { path: place.path, at });
  tell(rendering, read.problems);
  return hasErrors(read.problems) ? undefined : read.value;
}

/**
 * Whether a resource can have these metadata; if not, this was told. Heat makes a resource whose metadata come to no map,
 * but then loses its attributes and cannot update it: `rsrc_defn.py`, ResourceDefinition.__init__; 19.0.
 */
function fits(metadata: Value | undefined, request: ResourceRequest): boolean {
  if (metadata === undefined) return true;
  const { rendering } = request.stack;
  const place = placeOf(request, 'metadata');
  const known = reveal(metadata);
  if (!isMap(known) && known !== null && !containsUnknown(known)) {
    tell(rendering, [problem('template-resource', 'The metadata come to no map', { ...place, expected: 'a map' })]);
    return false;
  }
  if (!exceeds(measureValue(metadata), valueLimit)) return true;
  tell(rendering, [
    problem('value-limit', 'The metadata is too large or too deep to be written', {
      ...place,
      expected: `at most ${valueLimit.size} parts, ${valueLimit.depth} deep`,
    }),
  ]);
  return false;
}
