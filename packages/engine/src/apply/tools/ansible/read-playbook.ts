import { containsUnknown } from '../../../hot/marks.ts';
import { pythonJson } from '../../../hot/print-value.ts';
import { isList, isMap, Tainted, Unknown, type Value } from '../../../hot/value.ts';
import type { YamlNode } from '../../../hot/yaml-node.ts';
import { readTaggedYaml } from '../../../hot/yaml-reader.ts';
import type { ScalarTags } from '../../../hot/yaml-scalar.ts';

/** What a config of the tool `ansible` asks for. */
export interface Playbook {
  /** `all`: one call for all members. `localhost`: one call for each, whose `localhost` is its node, as in Heat's agent. */
  readonly target: 'all' | 'localhost';
  /** Whether the text is a list of plays, or one of tasks (which Heat does not know). */
  readonly form: 'plays' | 'tasks';
  readonly text: string;
}

/** What is wrong with a config, and where in its text. */
export interface PlaybookFault {
  readonly message: string;
  readonly line?: number;
  readonly expected?: string;
  readonly hint?: string;
}

/** An item of a config's list, whether it came as text or as a value: what decides how it is run. */
interface Item {
  readonly line?: number;
  readonly keys: ReadonlySet<string>;
  readonly name?: string;
  /** What `hosts` names; undefined where it is not a name or a list of names. */
  readonly hosts?: readonly string[];
  /** `hosts` is known only later. */
  readonly later?: boolean;
}

const expectedForm = 'a list of plays with "hosts: all" or "hosts: localhost", or a list of tasks';
const expectedHosts = '"hosts: all" or "hosts: localhost"';

/**
 * Reads the config of the tool `ansible`: the text of a playbook, or a list of tasks as text or as a value. An empty one
 * is a list without tasks. Gives all faults instead where the config can't be run. What is not known yet is no fault, but
 * leaves no text.
 */
export function readPlaybook(config: Value): Playbook | readonly PlaybookFault[] {
  if (config === null || config === '') return { target: 'all', form: 'tasks', text: '[]\n' };
  if (typeof config === 'string') return fromText(config);
  if (!isList(config))
    return [{ message: 'The config is neither a playbook nor a list of tasks', expected: expectedForm }];
  const items = config.flatMap((value) => (value instanceof Unknown ? [] : [itemOfValue(value)]));
  return classify(items, () => (containsUnknown(config) ? '' : pythonJson(config)));
}

/** Ansible: `parsing/yaml/constructor.py`, 2.14. What stands under the tags is Ansible's to read. */
const tags: ScalarTags<never> = new Map(
  ['!vault', '!vault-encrypted', '!unsafe'].map((tag) => [tag, (text: string): string => text] as const),
);

function fromText(text: string): Playbook | readonly PlaybookFault[] {
  const read = readTaggedYaml(text, 'playbook', tags);
  if (read.value === undefined) {
    return read.problems.map(({ message, at }) => ({
      message: `The playbook is not YAML: ${message}`,
      ...(at === undefined ? {} : { line: at.line }),
      expected: expectedForm,
    }));
  }
  if (read.value.kind === 'scalar' && read.value.value === null) {
    return { target: 'all', form: 'tasks', text: '[]\n' };
  }
  if (read.value.kind !== 'list') {
    return [{ message: 'The playbook is not a list', line: read.value.line, expected: expectedForm }];
  }
  return classify(read.value.items.map(itemOfNode), () => text);
}

function itemOfNode(node: YamlNode): Item | { readonly line: number } {
  if (node.kind !== 'map') return { line: node.line };
  const hosts = node.entries.get('hosts')?.value;
  const name = node.entries.get('name')?.value;
  const names = hosts === undefined ? undefined : namesOfNode(hosts);
  return {
    line: node.line,
    keys: new Set(node.entries.keys()),
    ...(name?.kind === 'scalar' && typeof name.value === 'string' ? { name: name.value } : {}),
    ...(names === undefined ? {} : { hosts: names }),
  };
}

function namesOfNode(node: YamlNode): readonly string[] | undefined {
  if (node.kind === 'map') return undefined;
  const parts = node.kind === 'list' ? node.items : [node];
  return allTexts(parts.map((part) => (part.kind === 'scalar' ? part.value : null)));
}

function itemOfValue(value: Value): Item | Record<string, never> {
  if (!isMap(value)) return {};
  const hosts = value.get('hosts');
  const name = value.get('name');
  const names = hosts === undefined ? undefined : allTexts(isList(hosts) ? hosts : [hosts]);
  return {
    keys: new Set(value.keys()),
    ...(typeof name === 'string' ? { name } : {}),
    ...(names === undefined ? {} : { hosts: names }),
    ...(hosts instanceof Unknown || hosts instanceof Tainted ? { later: true } : {}),
  };
}

function allTexts(values: readonly unknown[]): readonly string[] | undefined {
  const texts = values.filter((value) => typeof value === 'string');
  return texts.length === values.length ? texts : undefined;
}

function classify(
  items: readonly (Item | { readonly line?: number })[],
  text: () => string,
): Playbook | readonly PlaybookFault[] {
  const faults: PlaybookFault[] = [];
  const known: Item[] = [];
  for (const [index, item] of items.entries()) {
    if ('keys' in item) known.push(item);
    else
      faults.push({
        message: `Item ${index + 1} of the playbook is not a map`,
        ...lineOf(item),
        expected: expectedForm,
      });
  }
  const plays = known.some(isPlay);
  const targets = new Set<'all' | 'localhost'>();
  for (const item of plays ? known : []) {
    const found = targetOf(item);
    if (typeof found === 'string') targets.add(found);
    else if (found !== undefined) faults.push(found);
  }
  if (faults.length === 0 && targets.size > 1) faults.push(mixed(known));
  if (faults.length > 0) return faults;
  const [target = 'all'] = targets;
  return { target, form: plays ? 'plays' : 'tasks', text: text() };
}

const importKeys = ['import_playbook', 'ansible.builtin.import_playbook', 'ansible.legacy.import_playbook'];

function isPlay({ keys }: Item): boolean {
  return keys.has('hosts') || importKeys.some((key) => keys.has(key));
}

function targetOf(item: Item): 'all' | 'localhost' | PlaybookFault | undefined {
  if (item.later) return undefined;
  const named = item.name === undefined ? 'A play' : `The play ${JSON.stringify(item.name)}`;
  if (importKeys.some((key) => item.keys.has(key))) {
    const hint = 'Write the plays of that playbook into this one, or use roles';
    return { message: 'The playbook imports another one, whose hosts are not known', ...lineOf(item), hint };
  }
  if (!item.keys.has('hosts')) {
    const message = `${named} has no "hosts", though other items of the playbook have`;
    return { message, ...lineOf(item), expected: expectedHosts };
  }
  const [host, ...more] = item.hosts ?? [];
  if (more.length === 0 && (host === 'all' || host === 'localhost')) return host;
  const given = item.hosts === undefined ? '' : ` ${item.hosts.map((each) => JSON.stringify(each)).join(', ')}`;
  const hint = 'Which nodes a playbook is for is said by the servers of its deployments; "all" are just these';
  return { message: `${named} is for the hosts${given}`, ...lineOf(item), expected: expectedHosts, hint };
}

function mixed(items: readonly Item[]): PlaybookFault {
  const first = items[0]?.hosts?.[0];
  const other = items.find(({ hosts }) => hosts?.[0] !== first);
  return {
    message: 'The playbook has plays for "all" and plays for "localhost"',
    ...lineOf(other ?? {}),
    expected: 'the same hosts in all plays: one call for all nodes, or one for each',
    hint: 'Make two configs of it, or write "hosts: all" in all plays',
  };
}

function lineOf({ line }: { readonly line?: number }): { readonly line?: number } {
  return line === undefined ? {} : { line };
}
