import type { Command } from './command.ts';

/** Where a value comes from. */
export const explainCommand: Command = {
  name: 'explain',
  summary: 'Explain where a value comes from',
  operands: [{ name: 'NAME' }, { name: 'VALUE' }],
  options: [],
  examples: [
    { line: 'tyto explain web-1 backend:input_values.backend_version', does: 'A property: ADDRESS:PROPERTY.PATH' },
    { line: 'tyto explain web-1 backend@host_and_port', does: 'An attribute: ADDRESS@ATTRIBUTE.PATH' },
    { line: 'tyto explain web-1 backend', does: 'All properties of a resource' },
    {
      line: 'tyto explain web-1 outputs.url',
      does: "An output; 'url' alone will do where no resource has that name",
    },
    {
      line: 'tyto explain web-1 configs/backend_component/0-script-create:12',
      does: "A line of a rendered file ('tyto render web-1 -o DIR' shows the files)",
    },
  ],
  run: async (call) => (await import('../commands/explain.ts')).explain(call),
};
