import { type Diagnostic, problem } from '../../diagnostics/diagnostic.ts';
import { reveal } from '../../hot/reveal.ts';
import { Unknown, type Value } from '../../hot/value.ts';
import type { ConfigScript, SoftwareConfig } from '../../resource/software-config.ts';
import { isOutputName } from '../transports/output-name.ts';
import { nameProblem } from './script-environment.ts';

/** The problems of a config's scripts of one tool, and of the names of its inputs and outputs. */
export function checkScripts(config: SoftwareConfig, path: string, tool: string): readonly Diagnostic[] {
  const scripts = [...config.scripts.entries()].filter(([, script]) => script.tool === tool);
  if (scripts.length === 0) return [];
  return [
    ...scripts.flatMap(([index, script]) => checkText(script, config.scripts.length > 1 ? `${path}[${index}]` : path)),
    ...config.inputs.flatMap(({ name }) => {
      const found = nameProblem(name);
      if (found === undefined) return [];
      const message = `The input ${JSON.stringify(name)} ${found.problem}`;
      return [problem('config-input', message, { path, expected: found.expected, hint: 'Rename the input' })];
    }),
    ...config.outputs.flatMap(({ name }) => {
      if (isOutputName(name)) return [];
      const message = `The output ${JSON.stringify(name)} has a name that no file can have`;
      return [problem('config-output', message, { path, expected: 'a name without slashes, of at most 247 bytes' })];
    }),
  ];
}

function checkText(script: ConfigScript, path: string): readonly Diagnostic[] {
  if (script.config instanceof Unknown) return [];
  const text = scriptText(reveal(script.config));
  if (text === undefined) {
    return [problem('config-script', 'The config is not the text of a script', { path, expected: 'a text' })];
  }
  if (text.includes('\0')) {
    return [problem('config-script', 'The script holds a NUL character', { path, expected: 'text without NUL' })];
  }
  if (/^#![^\n]*\r(?:\n|$)/.test(text)) {
    const hint = 'Save the file with the line endings of Unix';
    return [problem('config-script', 'The first line of the script ends in a carriage return', { path, hint })];
  }
  return [];
}

/** The text of a script; undefined where the config is something else. A config that is not given is an empty one. */
export function scriptText(config: Value): string | undefined {
  if (config === null) return '';
  return typeof config === 'string' ? config : undefined;
}
