import { type Checked, type Diagnostic, problem } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { parseAddress, parsePath } from '../../hot/address.ts';
import { type ExplainContext, type ExplainRequest, explainContext } from './explain-context.ts';
import { explainLine } from './explain-line.ts';
import { explainAttribute, explainOutput, explainResource } from './explain-value.ts';
import type { ExplainedParts } from './explained-parts.ts';
import type { Explanation } from './explanation.ts';
import { Reasons } from './reasons.ts';
import { unknown } from './unknown-problem.ts';

/**
 * Why a value of a deployment is what it is. `asked` is a property (`ADDRESS:PROPERTY.PATH`), an attribute
 * (`ADDRESS@ATTRIBUTE.PATH`), all properties of a resource (`ADDRESS`), an output (`outputs.NAME.PATH`, or its name alone
 * where no resource has it) or a line of a rendered file (`FILE:LINE`). What does not exist is a problem with the nearest
 * name that does. No secret is in what it gives, nor a line of a source that shows one.
 */
export function explain(request: ExplainRequest, asked: string): Checked<Explanation> {
  const context = explainContext(request);
  const found = explainAsked(context, new Reasons(context), asked);
  if ('kind' in found) return { problems: [found] };
  const value: Explanation = {
    kind: 'Explanation',
    formatVersion: 1,
    deployment: request.deployment,
    asked,
    ...found,
  };
  return { value, problems: [] };
}

const lineForm = /^(.+):([0-9]{1,9})$/;
const outputsPrefix = 'outputs.';

function explainAsked(context: ExplainContext, reasons: Reasons, asked: string): ExplainedParts | Diagnostic {
  const { resources } = context.origins;
  const [, file, line] = lineForm.exec(asked) ?? [];
  if (file !== undefined && (context.revision.files.has(file) || !resources.has(file))) {
    return explainLine(context, reasons, file, Number(line));
  }
  const outputs = context.root.template.outputs;
  const output = asked.startsWith(outputsPrefix) ? parsePath(asked.slice(outputsPrefix.length)) : undefined;
  if (output !== undefined && !resources.has(asked)) return explainOutput(context, reasons, output);
  const named = parseAddress(asked);
  if (named === undefined) return wrongForm(asked);
  const { address, kind, path } = named;
  if (!resources.has(address)) {
    if (kind === 'resource' && outputs.has(address)) return explainOutput(context, reasons, [address]);
    return noResource(context, address);
  }
  return kind === 'attribute'
    ? explainAttribute(context, reasons, address, path)
    : explainResource(context, reasons, address, path);
}

function wrongForm(asked: string): Diagnostic {
  return problem('usage', `"${asked}" is nothing that can be explained`, {
    expected: 'ADDRESS:PROPERTY.PATH, ADDRESS@ATTRIBUTE.PATH, outputs.NAME or FILE:LINE',
  });
}

function noResource({ origins, root, deployment }: ExplainContext, address: string): Diagnostic {
  for (const { address: stack, template } of origins.stacks.values()) {
    const definition = [...template.resources.values()].find(
      ({ name }) => (stack === '' ? name : `${stack}/${name}`) === address,
    );
    if (definition?.condition === undefined) continue;
    return problem('explain-unknown', `"${address}" is not there: its condition is false`, { at: definition.at });
  }
  const near = nearest(address, [...origins.resources.keys(), ...root.template.outputs.keys()]);
  return unknown(
    `"${deployment}" has no resource or output "${address}"`,
    near,
    `'tyto resource list' shows what is deployed`,
  );
}
