import { evaluateExpression } from './evaluate-expression.ts';
import { WrongMap } from './json-text.ts';
import { containsTainted, marksOf, plain } from './marks.ts';
import { reveal } from './reveal.ts';
import { Failure } from './scope.ts';
import { toExpression } from './to-expression.ts';
import {
  type Expression,
  Float,
  isList,
  isMap,
  type List,
  Tainted,
  Unknown,
  type Value,
  type ValueMap,
} from './value.ts';
import { mark } from './value-encoder.ts';
import { templateVersions } from './version.ts';

/** Where the values of secrets come from. */
export interface Secrets {
  /** The value of a secret's version, `undefined` where it cannot be had. */
  reveal(name: string, version: number): Value | undefined;
}

/** The value that a map with the key `$tyto` stands for. */
export function readMarkedMap(map: ValueMap, secrets: Secrets): Value | WrongMap {
  const form = map.get(mark) ?? null;
  if (map.size !== 1 || !isMap(form)) return noForm();
  const [[kind, content] = ['', null]] = form;
  if (form.size === 1) return readSingle(kind, content, secrets);
  const version = form.get('version') ?? null;
  if (kind === 'secret') return readSecret(content, version, form.size);
  return kind === 'call' ? readCall(content, version, form) : noForm();
}

function readSingle(kind: string, content: Value, secrets: Secrets): Value | WrongMap {
  switch (kind) {
    case 'attribute':
      return readAttribute(content);
    case 'reference':
      return typeof content === 'string' ? new Unknown({ kind: 'reference', address: content }) : noForm();
    case 'unknown':
      return containsTainted(content) ? noForm() : new Unknown(toExpression(content));
    case 'tainted':
      return readTainted(content, secrets);
    case 'float':
      return readFloat(content);
    case 'map':
      return isList(content) ? readPairs(content) : noForm();
    default:
      return noForm();
  }
}

function readAttribute(content: Value): Value | WrongMap {
  const [address, name, ...path] = isList(content) ? content : [];
  if (typeof address !== 'string' || typeof name !== 'string') return noForm();
  const elements = path.filter((element) => typeof element === 'string' || typeof element === 'number');
  if (elements.length < path.length) return noForm();
  return new Unknown({ kind: 'attribute', address, path: [name, ...elements] });
}

function readSecret(name: Value, version: Value, size: number): Value | WrongMap {
  if (typeof name !== 'string' || typeof version !== 'number' || size !== 2) return noForm();
  return new Unknown({ kind: 'secret', name, version });
}

function readCall(name: Value, version: Value, form: ValueMap): Value | WrongMap {
  const known = templateVersions.find((each) => each === version);
  const argument = form.get('argument');
  if (typeof name !== 'string' || known === undefined || argument === undefined || form.size !== 3) return noForm();
  if (containsTainted(argument)) return noForm();
  return new Unknown({ kind: 'call', function: name, version: known, argument: toExpression(argument) });
}

function readTainted(content: Value, secrets: Secrets): Value | WrongMap {
  if (containsTainted(content)) return noForm();
  const expression = toExpression(content);
  let missing: string | undefined;
  const value = evaluateExpression(expression, {
    attribute: () => undefined,
    reference: () => undefined,
    secret: ({ name, version }) => {
      const secret = secrets.reveal(name, version);
      if (secret === undefined) missing ??= `${name}@${version}`;
      return secret;
    },
  });
  if (missing !== undefined) return new WrongMap('secret-missing', `There is no secret ${missing}`);
  return value instanceof Failure ? new WrongMap('artefact-form', firstMessage(value)) : tainted(value, expression);
}

function firstMessage(failure: Failure): string {
  return failure.problems[0]?.message ?? 'What is secret cannot be worked out';
}

function tainted(value: Value, expression: Expression): Value | WrongMap {
  const plainValue = reveal(value);
  if (marksOf(plainValue) !== plain) return new WrongMap('artefact-form', 'What is secret waits for an attribute');
  return new Tainted(plainValue, expression);
}

function readFloat(content: Value): Value | WrongMap {
  if (content === 'nan') return new Float(Number.NaN);
  if (content === 'inf') return new Float(Number.POSITIVE_INFINITY);
  return content === '-inf' ? new Float(Number.NEGATIVE_INFINITY) : noForm();
}

function readPairs(pairs: List): Value | WrongMap {
  const map = new Map<string, Value>();
  for (const pair of pairs) {
    const [key, value] = isList(pair) ? pair : [];
    if (typeof key !== 'string' || value === undefined || map.has(key)) return noForm();
    map.set(key, value);
  }
  return map.has(mark) ? map : noForm();
}

function noForm(): WrongMap {
  return new WrongMap('artefact-form', `A map with the key "${mark}" does not stand for any value`);
}
