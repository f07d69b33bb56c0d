import { type Diagnostic, problem, warning } from '../../../diagnostics/diagnostic.ts';
import { reveal } from '../../../hot/reveal.ts';
import { Unknown } from '../../../hot/value.ts';
import type { ConfigScript, SoftwareConfig } from '../../../resource/software-config.ts';
import { isOutputName } from '../../transports/output-name.ts';
import { reservedInput } from './member-variables.ts';
import { readOptions, uselessOptions } from './playbook-options.ts';
import { readPlaybook } from './read-playbook.ts';

/** The problems of a config's playbooks, and of its inputs, outputs and options, that can be seen before anything runs. */
export function checkPlaybooks(config: SoftwareConfig, path: string): readonly Diagnostic[] {
  const scripts = [...config.scripts.entries()].filter(([, script]) => script.tool === 'ansible');
  if (scripts.length === 0) return [];
  return [
    ...scripts.flatMap(([index, script]) =>
      checkPlaybook(script, config.scripts.length > 1 ? `${path}[${index}]` : path),
    ),
    ...config.inputs.flatMap(({ name }) => {
      const reason = reservedInput(name);
      if (reason === undefined) return [];
      const message = `The input ${JSON.stringify(name)} ${reason}`;
      return [problem('config-input', message, { path, expected: 'another name', hint: 'Rename the input' })];
    }),
    ...config.outputs.flatMap(({ name }) => {
      if (isOutputName(name)) return [];
      const message = `The output ${JSON.stringify(name)} has a name that no file can have`;
      return [problem('config-output', message, { path, expected: 'a name without slashes, of at most 247 bytes' })];
    }),
    ...checkOptions(config, path),
  ];
}

function checkPlaybook(script: ConfigScript, path: string): readonly Diagnostic[] {
  if (script.config instanceof Unknown) return [];
  const read = readPlaybook(reveal(script.config));
  if ('target' in read) return [];
  return read.map(({ message, line, expected, hint }) => {
    const details = { path, ...(expected === undefined ? {} : { expected }), ...(hint === undefined ? {} : { hint }) };
    return problem(
      'config-script',
      line === undefined ? message : `${message} (line ${line} of the playbook)`,
      details,
    );
  });
}

function checkOptions(config: SoftwareConfig, path: string): readonly Diagnostic[] {
  const { problems } = readOptions(config.options);
  return [
    ...problems.map(({ option, expected }) =>
      problem('config-script', `The option "${option}" has a value that it cannot have`, { path, expected }),
    ),
    ...uselessOptions(config.options).map((option) =>
      warning('config-script', `The option "${option}" has no effect here`, { path, hint: 'Take the option out' }),
    ),
  ];
}
