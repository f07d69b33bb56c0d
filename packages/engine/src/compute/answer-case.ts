import type { Given } from '../hot/environment.ts';
import { pythonJson } from '../hot/print-value.ts';
import type { Value, ValueMap } from '../hot/value.ts';
import { isList, isMap } from '../hot/value.ts';
import type { FileContent, PlanFiles } from '../plan/plan-files.ts';
import type { Random } from '../resource/random-string.ts';
import { type ComputedStack, computeStack, type MadeStack } from './compute-stack.ts';
import { errorValue } from './error-value.ts';
import type { LooseStack } from './loose-stack.ts';
import { previewUpdate } from './preview-update.ts';
import { validateLooseTemplate } from './validate-loose-template.ts';

/**
 * Answers one case of the protocol of `tyto hot batch`: what Heat would answer to a request to create or to validate a
 * stack, or to create and then to update it. `docs/hot.md` has the form of cases and answers. A case that is none gives
 * an answer of status `MALFORMED`.
 */
export function answerCase(given: Value, random: Random): ValueMap {
  const loose = readCase(given);
  if (typeof loose === 'string' || !isMap(given)) return malformed(String(loose));
  const asked = given.get('do') ?? 'create';
  if (asked !== 'create' && asked !== 'validate') return malformed(unknownAction(asked));
  if (asked === 'validate') return validateLooseTemplate(loose);
  const name = 'stack';
  const first = computeStack(loose, { name, random });
  const answer = answerOf(first, 'CREATE');
  const update = given.get('update');
  if (first.kind === 'refused' || update === undefined || update === null) return answer;
  const next = readCase(update);
  if (typeof next === 'string') return malformed(next);
  if (first.kind === 'made') return new Map([...answer, ...answerUpdate(first, next, name, random)]);
  // Nothing is told of what becomes of a stack that was left half made.
  return answer.set('after', answerOf(computeStack(next, { name, random }), 'UPDATE'));
}

/** Heat's engine in one process takes what it does not know for `create`. */
function unknownAction(asked: Value): string {
  const shown = typeof asked === 'string' ? `"${asked}"` : pythonJson(asked);
  return `A case can't "do" ${shown}; it creates or validates: "create" (which stands where there is none) or "validate"`;
}

function malformed(message: string): ValueMap {
  return new Map<string, Value>([
    ['status', 'MALFORMED'],
    ['errors', [new Map([['message', message]])]],
  ]);
}

function answerUpdate(first: MadeStack, loose: LooseStack, name: string, random: Random): ValueMap {
  const second = computeStack(loose, { name, previous: first, random });
  const after = answerOf(second, 'UPDATE');
  if (second.kind === 'refused') return new Map([['after', after]]);
  const preview = new Map<string, Value>(Object.entries(previewUpdate(first.pass, first.unmade, second.unmade)));
  // What an update that fails has replaced by then is chance: Heat takes what is ready in the order of Python's sets.
  if (second.kind === 'made') after.set('replaced', replacedNames(first, second));
  return new Map<string, Value>([
    ['preview', preview],
    ['after', after],
  ]);
}

function replacedNames(first: MadeStack, second: MadeStack): readonly string[] {
  return [...first.pass.members.keys()]
    .filter((name) => second.pass.members.has(name) && first.made.get(name)?.id !== second.made.get(name)?.id)
    .sort();
}

function answerOf(computed: ComputedStack, action: 'CREATE' | 'UPDATE'): Map<string, Value> {
  const answer = new Map<string, Value>();
  const errors = computed.problems.filter((each) => each.severity === 'error').map(errorValue);
  switch (computed.kind) {
    case 'refused':
      return answer.set('status', 'REFUSED').set('errors', errors);
    case 'failed':
      return answer.set('status', `${action}_FAILED`).set('errors', errors);
    case 'made':
      answer.set('status', `${action}_COMPLETE`).set('outputs', computed.outputs);
      if (errors.length > 0) answer.set('errors', errors);
      return answer.set('resources', computed.resources);
  }
}

/** Reads a case as the stack that it asks for; gives what is wrong with it otherwise. */
export function readCase(given: Value): LooseStack | string {
  if (!isMap(given)) return 'A case is a map';
  const template = given.get('template');
  if (typeof template !== 'string') return 'A case needs the text of a "template"';
  const wrong = wrongPart(given);
  if (wrong !== undefined) return wrong;
  const envs = textsOf(given.get('envs'));
  const env = given.get('env');
  const environments: [string, string][] =
    envs.length > 0
      ? envs.map((text, index): [string, string] => [`env-${index + 1}.yaml`, text])
      : typeof env === 'string'
        ? [['env.yaml', env]]
        : [];
  const named = mapOf(given.get('files'));
  const root = named.has('template.yaml') ? 'root template.yaml' : 'template.yaml';
  const all = new Map<string, Value>([...named, ...environments, [root, template]]);
  return {
    template: root,
    environments: environments.map(([name]) => name),
    parameters: placed(mapOf(given.get('params'))),
    environmentsWin: envs.length > 0,
    files: filesByName(all),
  };
}

/** What is no part of a case as it stands; null is as good as nothing. */
function wrongPart(given: ValueMap): string | undefined {
  const part = (key: string): Value => given.get(key) ?? null;
  const [env, envs, files, params]: readonly [Value, Value, Value, Value] = [
    part('env'),
    part('envs'),
    part('files'),
    part('params'),
  ];
  if (env !== null && typeof env !== 'string') return 'The "env" of a case is the text of an environment';
  if (envs !== null && !(isList(envs) && envs.every(isText))) return 'The "envs" of a case are a list of texts';
  if (files !== null && !(isMap(files) && [...files.values()].every(isText))) {
    return 'The "files" of a case are a map of names to texts';
  }
  return params === null || isMap(params) ? undefined : 'The "params" of a case are a map of names to values';
}

function isText(value: Value | undefined): value is string {
  return typeof value === 'string';
}

function textsOf(value: Value | undefined): readonly string[] {
  return value !== undefined && isList(value) ? value.filter(isText) : [];
}

function mapOf(value: Value | undefined): ValueMap {
  return value !== undefined && isMap(value) ? value : new Map();
}

function placed(values: ValueMap): ReadonlyMap<string, Given> {
  const at = { file: 'params.json', line: 1, column: 1 };
  return new Map([...values].map(([name, value]) => [name, { value, at }]));
}

/** Files by the very names by which templates and environments name them, as Heat gets them. */
function filesByName(texts: ReadonlyMap<string, Value>): PlanFiles {
  return {
    paths: [...texts.keys()],
    read: (path): FileContent => {
      const text = texts.get(path);
      return typeof text === 'string' ? { kind: 'text', text } : { kind: 'missing' };
    },
    locate: (_from, named) => named,
  };
}
