import { encodeValue } from '../../packages/engine/src/hot/codec.ts';
import { equalValues } from '../../packages/engine/src/hot/equal-values.ts';
import { parseJson } from '../../packages/engine/src/hot/json-reader.ts';
import { isList, isMap, type Value, type ValueMap } from '../../packages/engine/src/hot/value.ts';
import { documentIn } from './case-documents.ts';

/** What a document of a case becomes: the template (`template.yaml`), an environment (`env.yaml`, `env-N.yaml`), a file. */
export type DocumentChange = (document: Value, name: string) => Value;

/** A case, a line of JSON, with its request and that of its update changed; the same line where nothing changes. */
export function changeRequests(line: string, change: (request: ValueMap, isUpdate: boolean) => ValueMap): string {
  const asked = parseJson(line) ?? null;
  if (!isMap(asked)) return line;
  const changed = new Map(change(asked, false));
  const update = asked.get('update') ?? null;
  if (isMap(update)) changed.set('update', change(update, true));
  return equalValues(changed, asked) ? line : encodeValue(changed);
}

/** A case with its documents changed; those that stay as they are keep their texts. */
export function changeDocuments(line: string, change: DocumentChange, only?: 'first' | 'update'): string {
  return changeRequests(line, (request, isUpdate) =>
    only === undefined || isUpdate === (only === 'update') ? documentsChanged(request, change) : request,
  );
}

/** A case with its template, and the templates among its files, changed. */
export function changeTemplates(line: string, change: (template: Value) => Value): string {
  return changeDocuments(line, (document) => (isTemplate(document) ? change(document) : document));
}

/** A case with its environments changed; they are maps. */
export function changeEnvironments(line: string, change: (environment: ValueMap) => ValueMap): string {
  return changeDocuments(line, (document, name) =>
    /^env(?:-\d+)?\.yaml$/.test(name) && isMap(document) ? change(document) : document,
  );
}

/** A case whose environments are written in JSON, which has less than YAML. */
export function withJsonEnvironments(line: string): string {
  const written = (text: Value): Value => {
    const document = typeof text === 'string' ? documentIn(text) : undefined;
    return document === undefined ? text : documentText(document);
  };
  return changeRequests(line, (request) => {
    const changed = new Map(request);
    const [env, envs] = [request.get('env'), request.get('envs') ?? null];
    if (env !== undefined) changed.set('env', written(env));
    if (isList(envs)) changed.set('envs', envs.map(written));
    return changed;
  });
}

/** A value with every part of it, itself too, changed; the inner ones first. */
export function changeParts(value: Value, change: (part: Value) => Value): Value {
  if (isList(value)) return change(value.map((each) => changeParts(each, change)));
  if (!isMap(value)) return change(value);
  return change(new Map([...value].map(([key, each]) => [key, changeParts(each, change)])));
}

/** A value without what stands at a path; the same where nothing stands there. */
export function withoutPart(value: Value, [step, ...rest]: readonly (string | number)[]): Value {
  if (step === undefined) return value;
  if (isList(value)) {
    if (rest.length === 0) return value.filter((_, index) => index !== step);
    return value.map((each, index) => (index === step ? withoutPart(each, rest) : each));
  }
  if (!isMap(value)) return value;
  const kept = new Map(value);
  const part = value.get(String(step));
  if (rest.length === 0) kept.delete(String(step));
  else if (part !== undefined) kept.set(String(step), withoutPart(part, rest));
  return kept;
}

function documentsChanged(request: ValueMap, change: DocumentChange): ValueMap {
  const changed = new Map(request);
  const files = request.get('files') ?? null;
  const environments = request.get('envs') ?? null;
  for (const [part, name] of [
    ['template', 'template.yaml'],
    ['env', 'env.yaml'],
  ] as const) {
    const text = request.get(part);
    if (text !== undefined) changed.set(part, textChanged(text, name, change));
  }
  if (isList(environments)) {
    const texts = environments.map((text, index) => textChanged(text, `env-${index + 1}.yaml`, change));
    changed.set('envs', texts);
  }
  if (isMap(files)) {
    changed.set('files', new Map([...files].map(([name, text]) => [name, textChanged(text, name, change)])));
  }
  return changed;
}

function textChanged(text: Value, name: string, change: DocumentChange): Value {
  const document = typeof text === 'string' ? documentIn(text) : undefined;
  if (document === undefined) return text;
  const changed = change(document, name);
  return equalValues(changed, document) ? text : documentText(changed);
}

/** JSON that is the same as YAML: a number has a point there, or is a text (`1e-07`). */
function documentText(document: Value): string {
  return encodeValue(document).replaceAll(/"(?:[^"\\]|\\.)*"|(?<![\d.])\d+e/g, (part) =>
    part.startsWith('"') ? part : part.replace('e', '.0e'),
  );
}

function isTemplate(document: Value): boolean {
  return isMap(document) && document.has('heat_template_version');
}
