import { execFileSync, spawnSync } from 'node:child_process';

const python = '/usr/bin/python3';

/** Why a test that asks Python cannot run here; `false` where it can. */
export function withoutPython(...modules: readonly string[]): string | false {
  const imports = ['sys', ...modules].join(', ');
  const found = spawnSync(python, ['-c', `import ${imports}`], { stdio: 'ignore' });
  return found.status === 0 ? false : `${python} with ${modules.join(', ') || 'its library'} is not on this machine`;
}

/**
 * Asks a Python program, which defines `answer(question)`, all the questions in one run; what it raises comes back as
 * `{error}`. Answers are JSON.
 */
export function askPython(program: string, questions: readonly unknown[]): unknown[] {
  const script = `
import sys, json
${program}
for line in sys.stdin:
    try:
        result = {'answer': answer(json.loads(line))}
    except Exception as e:
        result = {'error': type(e).__name__ + ': ' + str(e)[:200]}
    print(json.dumps(result))
`;
  const input = questions.map((each) => JSON.stringify(each)).join('\n');
  const output = execFileSync(python, ['-c', script], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  return output
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

/** Heat's YAML loader: `common/template_format.py`; keys become text on the way through JSON. */
export const heatYaml = `
import yaml
base = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
class Loader(base):
    pass
for tag in ('str', 'timestamp'):
    Loader.add_constructor('tag:yaml.org,2002:' + tag, lambda self, node: self.construct_scalar(node))
def plain(value):
    if isinstance(value, bytes):
        return value.decode('utf-8')
    if isinstance(value, (set, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return value
def typed(value):
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return {'int': str(value)}
    if isinstance(value, float):
        return {'float': repr(value)}
    if isinstance(value, list):
        return [typed(each) for each in value]
    return {'map': [[key, typed(each)] for key, each in value.items()]}
def answer(text):
    value = yaml.load(text, Loader=Loader)
    return typed(json.loads(json.dumps(plain(value))))
`;
