import {
  answerLine,
  evaluateHot,
  type HotQuestion,
  previewHot,
  readHotOutputs,
  validateHot,
} from '@tyto/engine/operations/hot-operations.ts';
import type { LooseInput } from '@tyto/engine/operations/loose-input.ts';
import { type Call, operand, optionValue, optionValues } from '../arguments/command.ts';
import { looseInput } from '../arguments/loose-options.ts';
import { filesWithInput } from '../shell/standard-input.ts';
import { hotOutputsJson, hotPreviewView, hotValueView, validTemplateView } from '../views/hot-views.ts';
import { showOutcome, showProblems } from '../views/show-outcome.ts';
import { misuse } from './with-store.ts';

const mergeHint = "See 'tyto hot outputs --help'";

/** Prints the same JSON for people and programs, on as many lines as suits them; why something failed is told beside it. */
export async function outputs(call: Call): Promise<number> {
  const { shell } = call;
  const input = looseInput(call, operand(call, 0));
  if (typeof input === 'string') return misuse(shell, input, mergeHint);
  const files = await filesOf(call, input);
  if (typeof files === 'string') return misuse(shell, files, onceHint);
  const found = readHotOutputs(input, files);
  if (shell.json) shell.outJson(hotOutputsJson(found, 0));
  else {
    shell.outJson(hotOutputsJson(found, 2));
    showProblems(found.problems, found.excerpts, shell);
  }
  return found.problems.some((each) => each.severity === 'error') ? 1 : 0;
}

export async function preview(call: Call): Promise<number> {
  const { shell } = call;
  const from = looseInput(call, operand(call, 0));
  if (typeof from === 'string') return misuse(shell, from, mergeHint);
  const parameters = optionValue(call, 'to-params');
  const to: LooseInput = {
    ...from,
    template: optionValue(call, 'to') ?? from.template,
    environments: optionValues(call, 'to-environment') ?? from.environments,
    ...(parameters === undefined ? {} : { parameters }),
  };
  const others = [optionValue(call, 'to'), parameters, ...(optionValues(call, 'to-environment') ?? [])];
  const files = await filesOf(call, from, others);
  if (typeof files === 'string') return misuse(shell, files, onceHint);
  return showOutcome(previewHot(from, to, files), hotPreviewView, shell);
}

export async function evaluate(call: Call): Promise<number> {
  const { shell } = call;
  const template = optionValue(call, 'template');
  const input = template === undefined ? undefined : looseInput(call, template);
  if (typeof input === 'string') return misuse(shell, input, mergeHint);
  const alone = ['environment', 'params', 'files', 'merge'].find((each) => call.options.has(each));
  if (input === undefined && alone !== undefined) {
    return misuse(shell, `Option '--${alone}' says nothing without a template`, 'Name it by --template');
  }
  const version = optionValue(call, 'version');
  const question: HotQuestion = {
    text: operand(call, 0),
    ...(input === undefined ? {} : { input }),
    ...(version === undefined ? {} : { version }),
  };
  const files = await filesOf(call, input);
  if (typeof files === 'string') return misuse(shell, files, onceHint);
  return showOutcome(evaluateHot(question, files), hotValueView, shell);
}

/** `validate` of a template that is part of no plan. */
export async function validateTemplate(call: Call): Promise<number> {
  const input = looseInput(call, operand(call, 0));
  if (typeof input === 'string') return misuse(call.shell, input, mergeHint);
  const files = await filesOf(call, input);
  if (typeof files === 'string') return misuse(call.shell, files, onceHint);
  return showOutcome(validateHot(input, files), validTemplateView, call.shell);
}

const onceHint = 'Use files for the others';

/** The files of the caller, for what is named with a template and beside it; the text is what is wrong. */
function filesOf({ shell }: Call, input: LooseInput | undefined, others: readonly (string | undefined)[] = []) {
  return filesWithInput([input?.template, ...(input?.environments ?? []), input?.parameters, ...others], shell);
}

/** Answers each line of standard input by one, as they come; ends when input ends or nobody reads any more. */
export async function batch({ shell }: Call): Promise<number> {
  for await (const lines of shell.inputLines()) {
    if (shell.unread.aborted) return 0;
    const answers = lines.filter((line) => line.trim() !== '').map((line) => `${answerLine(line)}\n`);
    shell.out(answers.join(''));
  }
  return 0;
}
