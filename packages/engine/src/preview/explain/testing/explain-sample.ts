import type { Checked } from '../../../diagnostics/diagnostic.ts';
import { encodeValue } from '../../../hot/codec.ts';
import { noOrigins } from '../../../render/origins.ts';
import { renderRevision } from '../../../render/render-revision.ts';
import { line, memorySecrets, type Sample, sampleInputs, samplePlan } from '../../../render/testing/render-sample.ts';
import { emptyState, type State } from '../../../state/state.ts';
import { explain } from '../explain.ts';
import type { Explanation, Reason } from '../explanation.ts';

export interface ExplainSample extends Sample {
  readonly state?: State;
}

/** Explains a value of a template (the body after its version) as deployment `d`. */
export function tryExplain(body: string, asked: string, sample: ExplainSample = {}): Checked<Explanation> {
  const origins = noOrigins();
  const inputs = sampleInputs(sample);
  const secrets = sample.secrets ?? memorySecrets();
  const plan = samplePlan(`heat_template_version: wallaby\n${body}`, sample);
  const { value: revision, problems } = renderRevision({ deployment: 'd', plan, inputs, secrets }, origins);
  if (revision === undefined) throw new Error(problems.map(line).join('\n'));
  const state = sample.state ?? emptyState('d');
  return explain({ deployment: 'd', inputs, revision, origins, state, reveal: secrets.reveal }, asked);
}

/** The same where it has to succeed: one line for each part and reason, reasons below what they are of. */
export function explained(body: string, asked: string, sample: ExplainSample = {}): readonly string[] {
  const { value, problems } = tryExplain(body, asked, sample);
  if (value === undefined) throw new Error(problems.map(line).join('\n'));
  return value.parts.flatMap((part) => [
    `${part.name} = ${part.value === undefined ? '(hidden)' : encodeValue(part.value)}`,
    ...part.reasons.flatMap((reason) => reasonLines(reason, '  ')),
  ]);
}

function reasonLines(reason: Reason, indent: string): readonly string[] {
  const { what, name, at, value, outcome, through, decides, secret, above, cut } = reason;
  const words = [
    what,
    name,
    secret === true ? '(hidden)' : value === undefined ? undefined : encodeValue(value),
    outcome,
    decides === true ? 'decides' : undefined,
    ...(through ?? []).map((each) => `by ${each}`),
    at === undefined ? undefined : `← ${at.file}:${at.line}:${at.column}`,
    above === true ? 'as above' : undefined,
    cut === true ? 'cut' : undefined,
  ];
  const text = words.filter((each) => each !== undefined).join(' ');
  return [`${indent}${text}`, ...reason.reasons.flatMap((each) => reasonLines(each, `${indent}  `))];
}
