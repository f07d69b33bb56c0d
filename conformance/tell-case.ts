import { encodeValue } from '../packages/engine/src/hot/codec.ts';
import type { Value } from '../packages/engine/src/hot/value.ts';
import { requestText } from './generate/case-text.ts';
import type { StackCase } from './generate/make-case.ts';
import type { Request } from './generate/request.ts';
import type { Differing } from './judge.ts';

/** A case that differs, for people: its documents, and what each says. */
export function tellCase(seed: number, { request, update, style, action }: StackCase, verdict: Differing): string {
  return [
    `=== ${seed} ${action} ${verdict.sort}`,
    ...documents(request, style),
    ...(update === undefined ? [] : ['--- update', ...documents(update, style)]),
    tellVerdict('', verdict),
  ].join('\n');
}

/** What each says, and in what they differ. */
export function tellVerdict(name: string, { differences, heat, tyto, rest }: Differing): string {
  return [
    ...(name === '' ? [] : [`=== ${name}`]),
    ...differences.map((each) => `  * ${each.what}\n      Heat ${shown(each.heat)}\n      Tyto ${shown(each.tyto)}`),
    ...(rest === undefined ? [] : [`  in ${rest}`]),
    `  Heat ${shown(heat)}`,
    `  Tyto ${shown(tyto)}`,
  ].join('\n');
}

function documents(request: Request, style: number): string[] {
  const { template, environments, files, parameters } = requestText(request, style);
  return [
    template.trimEnd(),
    ...environments.flatMap((each) => ['--- environment', each.trimEnd()]),
    ...Object.entries(files).flatMap(([name, text]) => [`--- file ${name}`, text.trimEnd()]),
    ...(parameters === undefined ? [] : [`--- parameters ${parameters}`]),
  ];
}

function shown(value: Value): string {
  const text = encodeValue(value);
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}
