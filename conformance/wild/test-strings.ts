import { execFileSync } from 'node:child_process';
import type { FoundTemplate } from './found-templates.ts';
import type { Repository } from './repository.ts';

/** Reads Python files as JSON, `[[PATH, TEXT], …]`, and gives each text in them that is a template: `[[NAME, TEXT], …]`. */
const program = `
import ast, json, sys, textwrap
found = []
for path, text in json.load(sys.stdin):
    try:
        tree = ast.parse(text)
    except SyntaxError:
        continue
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and 'heat_template_version' in node.value and '\\n' in node.value.strip():
            found.append(['%s:%d' % (path, node.lineno), textwrap.dedent(node.value)])
json.dump(found, sys.stdout)
`;

/** The templates that stand as texts in the Python files of a repository's tests. */
export function testStrings(repository: Repository): FoundTemplate[] {
  const paths = repository.paths.filter(
    (path) => /\/tests\/|^heat_integrationtests\//.test(path) && path.endsWith('.py'),
  );
  const input = JSON.stringify(paths.map((path) => [path, repository.read(path) ?? '']));
  const output = execFileSync('/usr/bin/python3', ['-c', program], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  const parsed: unknown = JSON.parse(output);
  return (Array.isArray(parsed) ? parsed : []).flatMap((each): FoundTemplate[] => {
    if (!Array.isArray(each)) return [];
    const [name, template]: unknown[] = each;
    return typeof name === 'string' && typeof template === 'string' ? [{ name, template, files: {} }] : [];
  });
}
