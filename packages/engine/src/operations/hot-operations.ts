import { randomInt } from 'node:crypto';
import { answerCase } from '../compute/answer-case.ts';
import { type ComputedStack, computeStack, type MadeStack } from '../compute/compute-stack.ts';
import { evaluateText, textName } from '../compute/evaluate-text.ts';
import type { LooseStack } from '../compute/loose-stack.ts';
import { previewUpdate, type UpdatePreview } from '../compute/preview-update.ts';
import { validateLooseStack } from '../compute/validate-loose-stack.ts';
import { type Diagnostic, hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { JsonFault, readJsonText } from '../hot/json-text.ts';
import { pythonJson } from '../hot/print-value.ts';
import type { Value } from '../hot/value.ts';
import { type TemplateVersion, templateVersions, versionAliases } from '../hot/version.ts';
import type { LocalFiles } from './local-files.ts';
import { type LooseInput, readLooseInput, textOfLoose } from './loose-input.ts';
import { done, type Excerpt, invalid, type Outcome } from './outcome.ts';

/** The stack's name where a template stands for itself. */
const stackName = 'stack';

/** `hot outputs`: what a stack comes to. */
export interface HotOutputs {
  readonly status: 'CREATE_COMPLETE' | 'CREATE_FAILED' | 'REFUSED';
  /** Null for one that failed; none where the stack did. Hidden values are in clear. */
  readonly outputs: ReadonlyMap<string, Value>;
  /** Why the stack or an output failed; an output's problem names it. */
  readonly problems: readonly Diagnostic[];
  readonly excerpts: readonly Excerpt[];
}

const statuses = { made: 'CREATE_COMPLETE', failed: 'CREATE_FAILED', refused: 'REFUSED' } as const;

/** Computes a loose template's outputs, whatever needs no node. Bad input is a status and its problems. */
export function readHotOutputs(input: LooseInput, local: LocalFiles): HotOutputs {
  const loose = readLooseInput(input, local);
  if (loose.value === undefined) {
    return { status: 'REFUSED', outputs: new Map(), problems: loose.problems, excerpts: [] };
  }
  const computed = computeStack(loose.value, { name: stackName, random: randomInt });
  const { excerpts } = invalid(computed.problems, textOfLoose(loose.value));
  const outputs = computed.kind === 'made' ? computed.outputs : new Map<string, Value>();
  return { status: statuses[computed.kind], outputs, problems: computed.problems, excerpts };
}

/** `hot preview`: what an update of the one stack to the other would do. */
export function previewHot(from: LooseInput, to: LooseInput, local: LocalFiles): Outcome<UpdatePreview> {
  const [first, second] = [readLooseInput(from, local), readLooseInput(to, local)];
  if (first.value === undefined || second.value === undefined) {
    return invalid([...first.problems, ...second.problems]);
  }
  const present = computeStack(first.value, { name: stackName, random: randomInt });
  if (present.kind !== 'made') return notMade(present, first.value);
  const next = computeStack(second.value, { name: stackName, previous: present, random: randomInt });
  if (next.kind === 'refused') return notMade(next, second.value);
  const warnings = next.problems.filter((each) => each.severity === 'warning');
  return done(previewUpdate(present.pass, present.unmade, next.unmade), warnings, textOfLoose(second.value));
}

function notMade(computed: Exclude<ComputedStack, MadeStack>, loose: LooseStack): Outcome<never> {
  return invalid(computed.problems, textOfLoose(loose));
}

/** What `hot eval` is asked. */
export interface HotQuestion {
  /** YAML, as it would stand in a template. */
  readonly text: string;
  /** The template in which its names mean something. */
  readonly input?: LooseInput;
  /** The template version whose functions it may use; else the template's, else the latest. */
  readonly version?: string;
}

/** `hot eval`: the value of an expression. */
export function evaluateHot({ text, input, version }: HotQuestion, local: LocalFiles): Outcome<Value> {
  const chosen = version === undefined ? undefined : findVersion(version);
  if (version !== undefined && chosen === undefined) {
    const expected = `one of ${[...templateVersions, ...Object.keys(versionAliases)].join(', ')}`;
    return invalid([problem('template-version', `The template version "${version}" does not exist`, { expected })]);
  }
  const loose = input && readLooseInput(input, local);
  if (loose !== undefined && loose.value === undefined) return invalid(loose.problems);
  const computed = loose?.value && computeStack(loose.value, { name: stackName, random: randomInt });
  if (loose?.value !== undefined && computed !== undefined && computed.kind !== 'made') {
    return notMade(computed, loose.value);
  }
  const pass = computed?.kind === 'made' ? computed.pass : undefined;
  const used = chosen ?? pass?.scope.version ?? templateVersions[templateVersions.length - 1] ?? '2021-04-16';
  const found = evaluateText(text, used, pass);
  const inFiles = loose?.value && textOfLoose(loose.value);
  const textOf = (file: string): string | undefined => (file === textName ? text : inFiles?.(file));
  if (found.value === undefined || hasErrors(found.problems)) return invalid(found.problems, textOf);
  return done(found.value, found.problems, textOf);
}

function findVersion(name: string): TemplateVersion | undefined {
  return templateVersions.find((each) => each === name) ?? new Map(Object.entries(versionAliases)).get(name);
}

/** `validate` of a template of a person's own files: every problem of it; keeps nothing. */
export function validateHot(
  input: LooseInput,
  local: LocalFiles,
): Outcome<{ readonly template: string; readonly resources: number; readonly warnings: number }> {
  const loose = readLooseInput(input, local);
  if (loose.value === undefined) return invalid(loose.problems);
  const { resources, problems } = validateLooseStack(loose.value, randomInt);
  const textOf = textOfLoose(loose.value);
  if (hasErrors(problems)) return invalid(problems, textOf);
  return done({ template: input.template, resources, warnings: problems.length }, problems, textOf);
}

/**
 * `hot batch`: answers one line of it, a case as JSON, by a line of JSON without its newline. What is no case is answered
 * with the status `MALFORMED`, and what meets a bug of Tyto with `BROKEN`, so that the next lines are answered all the
 * same. `docs/hot.md` has the form of cases and answers.
 */
export function answerLine(line: string): string {
  const read = readJsonText(line);
  if (read instanceof JsonFault) return pythonJson(withoutAnswer('MALFORMED', read.message));
  try {
    return pythonJson(answerCase(read, randomInt));
  } catch (bug) {
    return pythonJson(withoutAnswer('BROKEN', bug instanceof Error ? bug.message : String(bug)));
  }
}

function withoutAnswer(status: string, message: string): Value {
  return new Map<string, Value>([
    ['status', status],
    ['errors', [new Map([['message', message]])]],
  ]);
}
