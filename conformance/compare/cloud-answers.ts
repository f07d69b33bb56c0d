import { isList, isMap, type Value } from '../../packages/engine/src/hot/value.ts';
import { resourceType } from '../../packages/engine/src/resource/resource-types.ts';
import { errorsOf, textAt } from './answer-parts.ts';

/** Whether Heat failed for want of a cloud: it took all that it looked at until then. */
export function missesCloud(heat: Value, key: 'error' | 'reason'): boolean {
  return tellsNoCloud(textAt(heat, key));
}

/** Whether words of Heat's tell that there is no cloud. */
export function tellsNoCloud(words: string): boolean {
  return /Unable to establish connection|Max retries exceeded|Name or service not known|Could not fetch remote template/.test(
    words,
  );
}

/** Whether what Heat could not create is of a type that only a cloud can make. */
export function failsAtForeign(heat: Value, tyto: Value): boolean {
  return isForeign(failingResource(heat), tyto);
}

/** Whether an output waits, in Tyto's words, for attributes of resources that only a cloud can make. */
export function waitsForForeign(words: string, tyto: Value): boolean {
  const [, awaited] = /^Output ".*" waits for (.+)$/s.exec(words) ?? [];
  const names = awaited?.split(', ').map((each) => /^(.+?)[@:]/.exec(each)?.[1]) ?? [];
  return names.length > 0 && names.every((name) => isForeign(name ?? '', tyto));
}

/** Whether Tyto refuses the very resource that Heat took and went to the cloud with. */
export function refusesWhatCloudGot(heat: Value, tyto: Value, what: string): boolean {
  const failing = failingResource(heat);
  if (failing === '' || !missesCloud(heat, 'reason')) return false;
  return errorsOf(tyto, what).some(({ path }) => path.startsWith(`resources.${failing}.`));
}

/** The name of the resource that Heat could not create or update. */
function failingResource(heat: Value): string {
  return /^(?:Resource CREATE failed: )?(?:[^:]+: )?resources\.(.+?): /.exec(textAt(heat, 'reason'))?.[1] ?? '';
}

function isForeign(name: string, tyto: Value): boolean {
  return resourcesOf(tyto).some(([each, type]) => each === name && resourceType(type)?.role === 'foreign');
}

function resourcesOf(answer: Value): readonly (readonly [name: string, type: string])[] {
  const list = isMap(answer) ? (answer.get('resources') ?? null) : null;
  return (isList(list) ? list : []).map((each) => (isList(each) ? [String(each[0]), String(each[1])] : ['', '']));
}
