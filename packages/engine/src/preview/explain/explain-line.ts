import { type Diagnostic, problem } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { writeAddress } from '../../hot/address.ts';
import type { ExplainContext } from './explain-context.ts';
import { explainOutput, explainResource } from './explain-value.ts';
import { type ExplainedParts, explainedPart } from './explained-parts.ts';
import { inventoryReasons } from './inventory-reasons.ts';
import type { Reasons } from './reasons.ts';
import { type RenderedLine, renderedLine } from './rendered-line.ts';
import { valueAt } from './select-part.ts';
import { reasonsOfLine } from './text-line.ts';
import { unknown } from './unknown-problem.ts';

/** Explains what stands on a line of a file of the rendered tree. */
export function explainLine(
  context: ExplainContext,
  reasons: Reasons,
  file: string,
  line: number,
): ExplainedParts | Diagnostic {
  const text = context.revision.files.get(file);
  if (text === undefined) {
    const near = nearest(file, [...context.revision.files.keys(), ...context.origins.resources.keys()]);
    return unknown(`The revision has no file "${file}"`, near, "'tyto render NAME -o DIR' writes all files");
  }
  const found = renderedLine(context.revision, file, line);
  if (found === undefined) return unknown(`"${file}" has no line ${line}`, undefined);
  switch (found.kind) {
    case 'own':
      return problem('explain-unknown', `Line ${line} of "${file}" comes from no source: Tyto itself writes it`);
    case 'output':
      return explainOutput(context, reasons, [found.name, ...found.path]);
    case 'inventory': {
      const value = text.split('\n')[line - 1]?.trim() ?? '';
      const name = `${file}:${line}`;
      return { parts: [{ name, value, reasons: inventoryReasons(context, found.path) }], more: 0 };
    }
    case 'property':
      return explainTextLine(context, reasons, found, `${file}:${line}`);
  }
}

function explainTextLine(
  context: ExplainContext,
  reasons: Reasons,
  { address, path, textLine }: RenderedLine & { readonly kind: 'property' },
  name: string,
): ExplainedParts | Diagnostic {
  const node = context.revision.graph.nodes.get(address);
  const text = node?.kind === 'resource' ? valueAt(node.properties, path) : undefined;
  if (textLine === undefined || typeof text !== 'string') return explainResource(context, reasons, address, path);
  const whole = reasons.ofProperty(address, path, false);
  const told = reasonsOfLine(context, whole, text, textLine);
  const value = text.split('\n')[textLine - 1] ?? '';
  const written = writeAddress({ address, kind: 'property', path });
  return {
    parts: [explainedPart(context, { name: `${name} (${written})`, value, hidden: false, reasons: told })],
    more: 0,
  };
}
