import type { Path } from '../diagnostics/path.ts';
import { encodeJson } from '../hot/codec.ts';
import { marksOf, plain } from '../hot/marks.ts';
import { isMap, type Value } from '../hot/value.ts';
import { writeYaml } from '../hot/write-yaml.ts';
import { readSoftwareConfig } from '../resource/read-software-config.ts';
import { resourceType } from '../resource/resource-types.ts';
import type { ConfigScript, SoftwareConfig } from '../resource/software-config.ts';
import type { ResourceNode } from './revision.ts';

export interface ConfigFile {
  readonly text: string;
  /** The way to what stands in the file among the config's properties. */
  readonly property: Path;
}

/**
 * The files in which people and tools read a config: a script as it is, a structured config as YAML. What waits for
 * something or holds a secret is written as the codec's JSON, its residual expression instead of the value. Names say,
 * for a component, each script's number, tool and actions. Empty for resources that are no configs. `known` is the content
 * of one that is made of others.
 */
export function configFiles(node: ResourceNode, known?: SoftwareConfig): ReadonlyMap<string, ConfigFile> {
  const files = new Map<string, ConfigFile>();
  const type = resourceType(node.type);
  if (type?.role !== 'config') return files;
  const folder = `configs/${node.address.split('/').map(fileName).join('/')}/`;
  const config = known ?? readSoftwareConfig(type, node.properties);
  if (config === undefined) return files.set(`${folder}properties.json`, { text: json(node.properties), property: [] });
  config.scripts.forEach((script, index) => {
    const written = writeConfig(script.config);
    const property = script.actions === undefined ? [sources[node.type] ?? 'config'] : ['configs', index, 'config'];
    files.set(`${folder}${scriptName(script, index)}${written.extension}`, { text: written.text, property });
  });
  return files;
}

/** The properties that contents are made of, of the types that have no `config`. */
const sources: Readonly<Record<string, string>> = {
  'OS::Heat::CloudConfig': 'cloud_config',
  'OS::Heat::MultipartMime': 'parts',
};

function scriptName({ tool, actions }: ConfigScript, index: number): string {
  if (actions === undefined) return 'config';
  return [index, tool, ...actions.map((action) => action.toLowerCase())]
    .map((part) => fileName(String(part)))
    .join('-');
}

function writeConfig(config: Value): { readonly extension: string; readonly text: string } {
  if (typeof config === 'string') return { extension: '', text: config };
  if (marksOf(config) === plain && isMap(config)) return { extension: '.yaml', text: writeYaml(config) };
  return { extension: '.json', text: json(config) };
}

function json(value: Value): string {
  return `${encodeJson(value, { indent: 2 })}\n`;
}

/** A part of an address as the name of a file or folder on every system. */
function fileName(part: string): string {
  const safe = part.replaceAll(/[^A-Za-z0-9_.-]/g, encodeCharacter);
  return safe.startsWith('.') ? `%2E${safe.slice(1)}` : safe;
}

function encodeCharacter(character: string): string {
  return `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
}
