/** The files of a stack with so many resources of type OS::Heat::Value; `template.yaml` is its template. */
export type HotShape = (size: number) => ReadonlyMap<string, string>;

const head = 'heat_template_version: wallaby\n';
const root = 'template.yaml';
const depth = 5;

function each(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join('');
}

function value(name: string, expression: string): string {
  return `  ${name}:
    type: OS::Heat::Value
    properties:
      value: ${expression}
`;
}

/** A stack with some Values, and the next stack in it but for the innermost. */
function level(at: number, width: number): string {
  const inner = `  inner:\n    type: level-${at + 1}.yaml\n    properties: {before: {get_param: before}}\n`;
  const values = each(width, (index) => value(`value-${index}`, '{get_param: before}'));
  const outputs = `outputs:\n  last: {value: {get_attr: [value-${width - 1}, value]}}\n`;
  return `${head}parameters:\n  before: {type: string}\nresources:\n${values}${at < depth ? inner : ''}${outputs}`;
}

/** Stacks of the form in which they grow. */
export const hotShapes: ReadonlyMap<string, HotShape> = new Map([
  [
    'independent',
    (size) => new Map([[root, `${head}resources:\n${each(size, (index) => value(`value-${index}`, String(index)))}`]]),
  ],
  [
    'chain',
    (size) => {
      const link = (index: number): string =>
        value(`value-${index}`, index === 0 ? 'first' : `{get_attr: [value-${index - 1}, value]}`);
      const outputs = `outputs:\n  last: {value: {get_attr: [value-${size - 1}, value]}}\n`;
      return new Map([[root, `${head}resources:\n${each(size, link)}${outputs}`]]);
    },
  ],
  [
    'group',
    (size) => {
      const member = '{type: OS::Heat::Value, properties: {value: "%index%"}}';
      const group = `  group:\n    type: OS::Heat::ResourceGroup\n    properties:\n      count: ${size}\n`;
      const outputs = 'outputs:\n  all: {value: {get_attr: [group, value]}}\n';
      return new Map([[root, `${head}resources:\n${group}      resource_def: ${member}\n${outputs}`]]);
    },
  ],
  [
    `nested ${depth} deep`,
    (size) => {
      const width = size < depth * 10 ? Math.ceil(size / depth) : 10;
      const stack = (index: number): string =>
        `  stack-${index}:\n    type: level-1.yaml\n    properties: {before: "${index}"}\n`;
      const levels = Array.from({ length: depth }, (_, index): [string, string] => [
        `level-${index + 1}.yaml`,
        level(index + 1, width),
      ]);
      return new Map([[root, `${head}resources:\n${each(Math.ceil(size / depth / width), stack)}`], ...levels]);
    },
  ],
]);

function changing(resources: string): ReadonlyMap<string, string> {
  return new Map([[root, `${head}parameters:\n  changed: {type: number}\nresources:\n${resources}`]]);
}

const changed = '{get_param: changed}';

function chainFrom(first: string): HotShape {
  return (size) =>
    changing(each(size, (at) => value(`value-${at}`, at === 0 ? first : `{get_attr: [value-${at - 1}, value]}`)));
}

/** Stacks of which a part depends on the parameter `changed`, a number of which every second value is given. */
export const changingShapes: ReadonlyMap<string, HotShape> = new Map([
  ['one of all', (size) => changing(each(size, (at) => value(`value-${at}`, at === 0 ? changed : String(at))))],
  ['a tenth', (size) => changing(each(size, (at) => value(`value-${at}`, at % 10 === 0 ? changed : String(at))))],
  ['a chain', chainFrom(changed)],
  ['a chain, its first comes out the same', chainFrom(`{yaql: {expression: $.data mod 2, data: ${changed}}}`)],
  [
    `one of nested stacks ${depth} deep`,
    (size) => {
      const [, nested] = [...hotShapes].find(([name]) => name.startsWith('nested')) ?? [];
      const files = nested?.(size) ?? new Map<string, string>();
      const template = files.get(root)?.replace('before: "0"', `before: ${changed}`) ?? '';
      const parameters = 'parameters:\n  changed: {type: number}\nresources:';
      return new Map([...files, [root, template.replace('resources:', parameters)]]);
    },
  ],
]);
