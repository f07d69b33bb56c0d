import { functionNames } from '../../packages/engine/src/hot/functions/table.ts';
import { type TemplateVersion, templateVersions, versionAliases } from '../../packages/engine/src/hot/version.ts';
import { call, type Doc, type DocEntry, type DocMap, docOf, map, mapOf, written } from './doc.ts';
import type { Random } from './random.ts';
import type { Request } from './request.ts';

/** Where something rare is asked: who chooses, and the version of the template. */
interface Place {
  readonly random: Random;
  readonly version: TemplateVersion;
}

const file = 'rare.yaml';

/**
 * The request with outputs that ask groups, nested stacks and OS::Heat::None in ways that nobody should: by names that are
 * worked out, null or no texts, and nested templates whose outputs refer to what is no name.
 */
export function withRareAsks(request: Request, random: Random): Request {
  const { template } = request;
  if (template.kind !== 'map') return request;
  const place: Place = { random, version: versionOf(template) };
  const resources = rareResources(place);
  const names = resources.map(([name]) => name);
  const outputs = place.random.several(1, 3, (index): DocEntry => [`rare${index}`, map({ value: ask(place, names) })]);
  const sections: readonly (readonly [string, readonly DocEntry[]])[] = [
    ['resources', resources],
    ['outputs', outputs],
  ];
  const entries = sections.reduce((known, [section, more]) => withEntries(known, section, more), template.entries);
  return { ...request, template: { ...template, entries }, files: [...request.files, [file, rareTemplate(place)]] };
}

/** The version that a template is written for; the first where it tells none that there is. */
function versionOf({ entries }: DocMap): TemplateVersion {
  const told = entries.find(([key]) => key === 'heat_template_version')?.[1];
  const name = told?.kind === 'written' ? told.text : told?.kind === 'text' ? told.value : '';
  return versionAliases[name] ?? templateVersions.find((each) => each === name) ?? '2013-05-23';
}

/** A map's entries with more of them in one of its sections, which is made where there is none. */
function withEntries(entries: readonly DocEntry[], section: string, more: readonly DocEntry[]): readonly DocEntry[] {
  const isKnown = entries.some(([key, each]) => key === section && each.kind === 'map');
  if (!isKnown) return [...entries, [section, mapOf(more)]];
  return entries.map(
    ([key, each]): DocEntry =>
      key === section && each.kind === 'map' ? [key, { ...each, entries: [...each.entries, ...more] }] : [key, each],
  );
}

function rareResources({ random }: Place): DocEntry[] {
  const value = (): Doc => written(random.pick(['null', 'o', 'attributes', 'refs', '"0"', '0', '[0]', '{a: b}', '""']));
  const none = map({ type: 'OS::Heat::None', properties: random.percent(50) ? map({ a: 'b' }) : undefined });
  const member = random.weighted<Doc>([
    [3, () => none],
    [2, () => map({ type: 'OS::Heat::Value', properties: map({ value: value() }) })],
    [3, () => map({ type: file })],
  ]);
  const group = map({ count: random.below(3), resource_def: member });
  return [
    ['none', none],
    ['some', map({ type: 'OS::Heat::Value', properties: map({ value: value() }) })],
    ['group', map({ type: 'OS::Heat::ResourceGroup', properties: group })],
    ['nested', map({ type: file })],
  ];
}

/** What is asked; of ids, which differ each time, only of what kind they are. */
function ask(place: Place, names: readonly string[]): Doc {
  const { random, version } = place;
  const name = random.pick([...names, 'group', 'group', 'nested']);
  const hasYaql = functionNames(version).has('yaql');
  // A first name that is none is refused more often than not.
  const known = random.pick(namesIn(name, hasYaql));
  const first = random.percent(10) ? step(place) : docOf(known);
  const rest = random.several(0, 2, () => step(place));
  const asked = call('get_attr', [name, first, ...rest]);
  if (!hasYaql) return asked;
  const isLong = rest.length === 0 && !known.startsWith('resource.') && random.percent(30);
  const expression = isLong ? '$.data.len()' : '[isString($.data), isList($.data), isDict($.data), $.data = null]';
  return call('yaql', map({ expression, data: asked }));
}

/** What may be asked of each of the resources. */
function namesIn(resource: string, hasIds: boolean): readonly string[] {
  const ids = hasIds ? ['refs', 'refs_map', 'resource.0', 'resource.1'] : [];
  switch (resource) {
    case 'group':
      return [...ids, 'attributes', 'attributes', 'removed_rsrc_list', 'value', 'o'];
    case 'nested':
      return ['o', 'resource.0', ...(hasIds ? ['resource.r'] : [])];
    case 'none':
      return ['a', 'value', 'attributes'];
    default:
      return ['value'];
  }
}

/** A step of a way into what is asked: a name or a number, one that is worked out, or what is neither. */
function step({ random, version }: Place): Doc {
  return random.weighted<Doc>([
    [6, () => docOf(random.pick(['value', 'o', 'a', '0', 0, 1]))],
    [3, () => call('get_attr', ['some', 'value', ...(random.percent(20) ? ['a'] : [])])],
    [3, () => call('get_attr', ['none', random.pick(['a', 'b'])])],
    [2, () => call('list_join', ['', random.pick([[], ['o'], ['value'], ['0']])])],
    [1, () => written(random.pick(['null', 'true', '1.5', '""']))],
    [functionNames(version).has('yaql') ? 1 : 0, () => call('yaql', map({ expression: '$.data', data: null }))],
  ]);
}

/** A template whose outputs refer to what is no name, mostly without any resources. */
function rareTemplate({ random }: Place): Doc {
  const version = random.pick(templateVersions);
  const list = call('get_param', 'p');
  const sound = [list, call('get_param', ['p', 0]), docOf([list, 'a']), mapOf([['a', list]])];
  const value = (): Doc => (random.percent(15) ? oddReference(random, list) : docOf(random.pick(sound)));
  const given = random.pick(['[r, s]', '[]', '"r,s"', '[r]']);
  const outputs = random.several(
    1,
    2,
    (index): DocEntry => [
      index === 0 ? 'o' : random.pick(['value', 'refs', 'attributes', 'a']),
      map({ value: value() }),
    ],
  );
  return map({
    heat_template_version: written(version),
    parameters: map({ p: map({ type: 'comma_delimited_list', default: written(given) }) }),
    resources: random.percent(30)
      ? map({ r: map({ type: 'OS::Heat::Value', properties: map({ value: list }) }) })
      : undefined,
    outputs: mapOf(outputs),
  });
}

/** What refers to a resource by what is no name, or by one that is worked out. */
function oddReference(random: Random, list: Doc): Doc {
  const names = [docOf(['r']), list, call('get_param', ['p', 0]), docOf([])];
  return random.weighted<Doc>([
    [1, () => call('get_attr', [random.pick(names), 'value'])],
    [1, () => call('get_attr', random.pick([...names, docOf('r')]))],
    [3, () => call('get_resource', random.pick(names))],
    [1, () => docOf([call('get_resource', list), 'a'])],
  ]);
}
