import type { Repository } from './repository.ts';

/** What data may be, where nothing tells. */
const anything: readonly unknown[] = [
  ...[null, '', 'a:b,c', 'docker.io/x/y:v1', 3, true, [], ['a', 'b', null], ['b:1', 'a:2'], {}, { a: 1, b: 2 }],
  ...[
    [{ a: 1 }, { b: { c: 2 } }, null],
    { a: { b: 'x' }, c: { b: 'y' } },
    [['a', 'b'], ['c']],
    [{ a: [1] }, { a: [2, 3] }],
  ],
];

/** Every yaql expression that stands in the YAML of a repository, Jinja in it or not. */
export function yaqlExpressions(repository: Repository): readonly string[] {
  const found = new Set<string>();
  for (const path of repository.paths) {
    if (!/\.(?:yaml|j2)$/.test(path)) continue;
    for (const each of expressionsIn(repository.read(path) ?? '')) found.add(each);
  }
  return [...found].sort();
}

function expressionsIn(text: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const [, blanks = '', written = ''] = /^(\s*(?:- )?)expression:\s*(.*)$/.exec(line) ?? [];
    if (written === '' || written.includes('{{')) return [];
    return /^[|>]/.test(written) ? [blockAfter(lines, index, blanks.length)] : [unquoted(written)];
  });
}

/** The lines after one that stand deeper, as one line. */
function blockAfter(lines: readonly string[], index: number, depth: number): string {
  const rest = lines.slice(index + 1);
  const end = rest.findIndex((line) => line.trim() !== '' && line.search(/\S/) <= depth);
  return rest
    .slice(0, end < 0 ? rest.length : end)
    .map((line) => line.trim())
    .join(' ')
    .trim();
}

function unquoted(written: string): string {
  const [, quote = '', inner = ''] = /^(["'])(.*)\1\s*$/.exec(written) ?? [];
  if (quote === "'") return inner.replaceAll("''", "'");
  return quote === '"' ? inner.replaceAll('\\"', '"').replaceAll('\\\\', '\\') : written.trim();
}

/** A template that evaluates an expression over data of many forms; JSON, which is YAML. */
export function yaqlTemplate(expression: string): string {
  const names = [...new Set([...expression.matchAll(/\$\w*\.data\.(\w+)(?!\w*\()/g)].map(([, name = '']) => name))];
  const named = anything.map((_, shift) =>
    Object.fromEntries(names.map((name, index) => [name, anything[(shift + index * 4) % anything.length]])),
  );
  const outputs = [...anything, ...(names.length > 0 ? named : [])].map((data, index): [string, object] => [
    `o${index}`,
    { value: { yaql: { expression, data } } },
  ]);
  return JSON.stringify({ heat_template_version: '2018-08-31', outputs: Object.fromEntries(outputs) });
}
