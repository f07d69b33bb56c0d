import type { Doc } from './doc.ts';
import { jsonOf } from './json-of.ts';
import type { StackCase } from './make-case.ts';
import { printDoc } from './print-doc.ts';
import { Random } from './random.ts';
import type { Request } from './request.ts';

/** A request as texts: what stands in the files of a case. */
export interface RequestText {
  readonly template: string;
  readonly environments: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** JSON; undefined where nothing is given. */
  readonly parameters: string | undefined;
}

export function requestText(request: Request, style: number): RequestText {
  const print = (doc: Doc): string => (doc.kind === 'text' ? doc.value : printDoc(doc, new Random(style)));
  return {
    template: print(request.template),
    environments: request.environments.map(print),
    files: Object.fromEntries(request.files.map(([name, doc]) => [name, print(doc)])),
    parameters: request.parameters.entries.length === 0 ? undefined : (jsonOf(request.parameters) ?? '{}'),
  };
}

/** A case in one line of JSON, as the oracle and `tyto hot batch` read it. */
export function caseLine({ action, request, update, style }: StackCase): string {
  const parts = partsOf(requestText(request, style));
  if (action === 'validate') parts.push('"do": "validate"');
  if (update !== undefined) parts.push(`"update": {${partsOf(requestText(update, style)).join(', ')}}`);
  return `{${parts.join(', ')}}`;
}

function partsOf({ template, environments, files, parameters }: RequestText): string[] {
  const parts = [`"template": ${JSON.stringify(template)}`];
  if (environments.length === 1) parts.push(`"env": ${JSON.stringify(environments[0])}`);
  if (environments.length > 1) parts.push(`"envs": ${JSON.stringify(environments)}`);
  if (Object.keys(files).length > 0) parts.push(`"files": ${JSON.stringify(files)}`);
  if (parameters !== undefined) parts.push(`"params": ${parameters}`);
  return parts;
}
