import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeValue } from '../../hot/codec.ts';
import type { Reason } from './explanation.ts';
import { type ExplainSample, tryExplain } from './testing/explain-sample.ts';

/** An expression whose texts are numbered marks, each written once. */
type Written =
  | { readonly kind: 'mark' }
  | { readonly kind: 'parameter' | 'resource'; readonly index: number }
  | { readonly kind: 'join'; readonly parts: readonly Written[] }
  | { readonly kind: 'replace'; readonly part: Written }
  | { readonly kind: 'if'; readonly condition: boolean; readonly branches: readonly [Written, Written] };

const parameterCount = 3;

const arbitraryWritten = fc.letrec<{ any: Written }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constant<Written>({ kind: 'mark' }),
    fc.nat(parameterCount - 1).map((index): Written => ({ kind: 'parameter', index })),
    fc.nat(1).map((index): Written => ({ kind: 'resource', index })),
    fc.array(tie('any'), { minLength: 2, maxLength: 3 }).map((parts): Written => ({ kind: 'join', parts })),
    tie('any').map((part): Written => ({ kind: 'replace', part })),
    fc
      .tuple(fc.boolean(), tie('any'), tie('any'))
      .map(([condition, one, other]): Written => ({ kind: 'if', condition, branches: [one, other] })),
  ),
})).any;

/** For each parameter, the places besides its default that give it a value. */
const arbitraryGiven = fc.array(fc.subarray(['set', 'given', 'plan', 'defaults', 'nested'] as const), {
  minLength: parameterCount,
  maxLength: parameterCount,
});

class Writer {
  count = 0;

  mark(): string {
    this.count += 1;
    return `mark${this.count}z`;
  }

  write(written: Written, resources: number): string {
    switch (written.kind) {
      case 'mark':
        return this.mark();
      case 'parameter':
        return `{get_param: p${written.index}}`;
      case 'resource':
        return written.index < resources ? `{get_attr: [r${written.index}, value]}` : this.mark();
      case 'join': {
        const delimiter = this.mark();
        return `{list_join: [${delimiter}, [${written.parts.map((each) => this.write(each, resources)).join(', ')}]]}`;
      }
      case 'replace':
        return `{str_replace: {template: ${this.mark()} $x, params: {$x: ${this.write(written.part, resources)}}}}`;
      case 'if': {
        const [one, other] = written.branches.map((each) => this.write(each, resources));
        return `{if: [${written.condition ? 'holds' : 'fails'}, ${one}, ${other}]}`;
      }
    }
  }
}

interface Plan {
  readonly body: string;
  readonly sample: ExplainSample;
}

/** A root stack with a nested one, both with the same parameters; what is asked for stands in the nested one. */
function planOf(expressions: readonly Written[], given: readonly (readonly string[])[]): Plan {
  const writer = new Writer();
  const parameters = (): string[] => [
    'parameters:',
    ...given.map((_, index) => `  p${index}: {type: string, default: ${writer.mark()}}`),
  ];
  const section = (name: string, place: string): string[] => {
    const lines = given.flatMap((places, index) => (places.includes(place) ? [`  p${index}: ${writer.mark()}`] : []));
    return lines.length === 0 ? [] : [`${name}:`, ...lines];
  };
  const resources = expressions.map((each, index) => {
    const value = writer.write(each, index);
    return `  r${index}: {type: OS::Heat::Value, properties: {value: ${value}}}`;
  });
  const conditions = ['conditions:', '  holds: true', '  fails: false'];
  const nested = ['heat_template_version: wallaby', ...parameters(), ...conditions, 'resources:', ...resources];
  const handed = given.flatMap((places, index) => {
    const value = index < 2 ? `{get_param: p${index}}` : writer.mark();
    return places.includes('nested') ? [`p${index}: ${value}`] : [];
  });
  const root = [...parameters(), 'resources:', `  n: {type: nested.yaml, properties: {${handed.join(', ')}}}`];
  return {
    body: `${root.join('\n')}\n`,
    sample: {
      files: {
        'nested.yaml': `${nested.join('\n')}\n`,
        'plan.yaml': `${[...section('parameters', 'plan'), ...section('parameter_defaults', 'defaults')].join('\n')}\n`,
      },
      environments: ['plan.yaml'],
      given: { 'environments/0-env.yaml': `${section('parameters', 'given').join('\n')}\n` },
      set: Object.fromEntries(
        given.flatMap((places, index) => (places.includes('set') ? [[`p${index}`, writer.mark()]] : [])),
      ),
    },
  };
}

function edited({ body, sample }: Plan, mark: string): Plan {
  const edit = (texts: object = {}) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, String(text).replace(mark, 'edited')]));
  const { files, given, set } = sample;
  return {
    body: body.replace(mark, 'edited'),
    sample: { ...sample, files: edit(files), given: edit(given), set: edit(set) },
  };
}

function lineAt({ body, sample }: Plan, { at, value }: Reason): string {
  if (at === undefined) return '';
  if (at.file === 'inputs:deployment.yaml') return String(value);
  const texts: Readonly<Record<string, string>> = {
    'template.yaml': `heat_template_version: wallaby\n${body}`,
    ...sample.files,
    'inputs:environments/0-env.yaml': sample.given?.['environments/0-env.yaml'] ?? '',
  };
  return (texts[at.file] ?? '').split('\n')[at.line - 1]?.slice(at.column - 1) ?? '';
}

/** The marks that stand where the reasons point at, those of what lost not among them. */
function marksOf(plan: Plan, reasons: readonly Reason[]): readonly string[] {
  return reasons.flatMap((reason) => {
    if (reason.outcome === 'loses' || reason.decides === true) return [];
    const [mark] = /^mark\d+z/.exec(lineAt(plan, reason)) ?? [];
    return [...(mark === undefined ? [] : [mark]), ...marksOf(plan, reason.reasons)];
  });
}

function ask({ body, sample }: Plan, asked: string) {
  const { value, problems } = tryExplain(body, asked, sample);
  assert.ok(value !== undefined, problems[0]?.message);
  const [part] = value.parts;
  assert.ok(part !== undefined);
  return part;
}

test('what an explanation names changes the value when it is edited, and nothing else does', () => {
  fc.assert(
    fc.property(fc.array(arbitraryWritten, { minLength: 1, maxLength: 3 }), arbitraryGiven, (expressions, given) => {
      const parts = [...expressions.slice(-1), ...given.map((_, index): Written => ({ kind: 'parameter', index }))];
      const plan = planOf([...expressions.slice(0, -1), { kind: 'join', parts }], given);
      const asked = `n/r${expressions.length - 1}:value`;
      const { value = null, reasons } = ask(plan, asked);
      const named = new Set(marksOf(plan, reasons));
      const all = new Set(JSON.stringify(plan).match(/mark\d+z/g) ?? []);
      for (const mark of all) {
        const after = ask(edited(plan, mark), asked).value ?? null;
        assert.equal(encodeValue(after) !== encodeValue(value), named.has(mark), `${mark} in ${JSON.stringify(plan)}`);
      }
    }),
    { numRuns: 60 },
  );
});
