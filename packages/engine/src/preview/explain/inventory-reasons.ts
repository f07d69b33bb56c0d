import type { Path } from '../../diagnostics/path.ts';
import { readInventoryDraft } from '../../inventory/parse-inventory.ts';
import { variableSources } from '../../inventory/variable-sources.ts';
import { inventoryFile } from '../../plan/deployment-inputs.ts';
import { inputsPrefix } from '../../plan/plan-files.ts';
import { type ExplainContext, placed } from './explain-context.ts';
import type { Reason } from './explanation.ts';
import { valueAt } from './select-part.ts';

/** Where a part of the rendered inventory comes from: the variable of a host, or a host's place in a group. */
export function inventoryReasons(context: ExplainContext, path: Path): readonly Reason[] {
  const draft = readInventoryDraft(context.inputs.inventory, inputsPrefix + inventoryFile).value;
  const [, section, first, second, third, ...rest] = path;
  if (draft === undefined || first === undefined) return [];
  if (section === 'children') {
    const group = draft.groups.get(String(first));
    const host = second === 'hosts' && third !== undefined ? draft.hosts.get(String(third)) : undefined;
    const at = host?.at ?? group?.at;
    return at === undefined ? [] : [{ what: 'literal', ...placed(context, at), reasons: [] }];
  }
  const host = draft.hosts.get(String(first));
  if (host === undefined) return [];
  const way = [...(third === undefined ? [] : [third]), ...rest];
  const sources = second === undefined ? [] : variableSources(draft, host.name, String(second));
  if (sources.length === 0) return [{ what: 'literal', ...placed(context, host.at), reasons: [] }];
  return sources.map(
    ({ by, name, at, value }, index): Reason => ({
      what: 'variable',
      name: String(second),
      detail: `of the ${by} ${name}`,
      ...placed(context, at),
      value: valueAt(value, way) ?? value,
      outcome: index === 0 ? 'wins' : 'loses',
      reasons: [],
    }),
  );
}
