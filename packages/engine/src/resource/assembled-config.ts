import { problem } from '../diagnostics/diagnostic.ts';
import { applyFunction } from '../hot/apply-function.ts';
import { awaited } from '../hot/awaited.ts';
import { Failure } from '../hot/scope.ts';
import { isList, isMap, type Value, type ValueMap } from '../hot/value.ts';
import type { ResourceType } from './resource-types.ts';
import type { SoftwareConfig } from './software-config.ts';

/** The config that a reference means, as far as it is known; undefined where the value is no reference to one. */
export type ContentsOf = (named: Value) => SoftwareConfig | undefined;

const cloudConfig = 'OS::Heat::CloudConfig';
const multipartMime = 'OS::Heat::MultipartMime';

/** Whether the content of configs of a type is made of their properties. */
export function isAssembled({ name }: ResourceType): boolean {
  return name === cloudConfig || name === multipartMime;
}

/**
 * The text of a CloudConfig or MultipartMime, of its checked properties; what it is made of may be unknown or secret, and
 * then the text is. A failure where a part has no text, or can't be told from a reference. Undefined where a part may be
 * a reference and nobody is there to ask what it means. Heat: `cloud_config.py`, `multi_part.py`, wallaby.
 */
export function assembledText(
  { name }: ResourceType,
  properties: ValueMap,
  contents: ContentsOf | undefined,
): Value | Failure | undefined {
  if (name === cloudConfig) return applyFunction('$cloud-config', properties.get('cloud_config') ?? null);
  const parts = properties.get('parts') ?? [];
  const resolved: Value[] = [];
  for (const part of isList(parts) ? parts : []) {
    const content = isMap(part) ? contentOf(part.get('config') ?? '', contents) : part;
    if (content === undefined || content instanceof Failure) return content;
    resolved.push(isMap(part) ? new Map([...part, ['config', content]]) : content);
  }
  return applyFunction('$multipart-mime', resolved);
}

/** What a part holds: the text of the config that it names, or its own. */
function contentOf(given: Value, contents: ContentsOf | undefined): Value | Failure | undefined {
  const refers = awaited(given).some(({ kind }) => kind === 'reference');
  if (contents === undefined) return refers || isDigest(given) ? undefined : given;
  const config = contents(given);
  if (config !== undefined) return textOf(config);
  if (!refers) return given;
  return new Failure([
    problem('shape-unknown', 'Which config a part is made of waits for something', {
      expected: 'text, or a reference to a config that is written out',
    }),
  ]);
}

function isDigest(value: Value): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

/** A component has no text of its own. */
function textOf({ scripts }: SoftwareConfig): Value {
  const [script] = scripts;
  return script !== undefined && script.actions === undefined ? script.config : null;
}
