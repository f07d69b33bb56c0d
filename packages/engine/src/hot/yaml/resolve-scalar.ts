import { Float, type Scalar } from '../value.ts';
import { resolvePlain, resolveTagged, type ScalarFault, type ScalarTags } from '../yaml-scalar.ts';
import type { ScalarStyle } from './token.ts';

/**
 * The value of a scalar as it is written, `undefined` for one that is not there. The tag `!` asks for the plain reading,
 * of quoted text too; alone it is empty text. libyaml 0.2 `yaml_parser_parse_node`.
 */
export function resolveScalar<Extra>(
  text: string,
  style: ScalarStyle | undefined,
  tag: string | undefined,
  tags: ScalarTags<Extra>,
): Scalar | Extra | ScalarFault {
  if (tag === undefined) return style === 'quoted' || style === 'block' ? text : resolvePlain(text);
  if (tag === '!') return style === undefined ? '' : resolvePlain(text);
  const own = tags.get(tag);
  return own === undefined ? resolveTagged(tag, text) : own(text);
}

/** Whether a key stands for entries that are merged: `<<`, but not in quotes. */
export function isMergeKey(text: string, style: ScalarStyle | undefined, tag: string | undefined): boolean {
  if (tag === 'tag:yaml.org,2002:merge') return true;
  return text === '<<' && (tag === '!' || (tag === undefined && style === 'plain'));
}

/** Whether a key is PyYAML's `=`, which in a map is text. */
export function isValueKey(text: string, style: ScalarStyle | undefined, tag: string | undefined): boolean {
  if (tag === 'tag:yaml.org,2002:value') return true;
  return text === '=' && (tag === '!' || (tag === undefined && style === 'plain'));
}

/** Whether a value is a plain one, not made by a tag beside YAML's own. */
export function isOrdinary<Extra>(value: Scalar | Extra): value is Scalar {
  return value === null || typeof value !== 'object' || value instanceof Float;
}
