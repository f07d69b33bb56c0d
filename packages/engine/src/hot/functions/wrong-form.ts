import type { WrongForm } from '../parse-snippet.ts';
import type { CallSnippet, Snippet } from '../snippet.ts';
import { placeUnder } from '../snippet-place.ts';
import type { TemplateVersion } from '../version.ts';
import type { FunctionEntry, ShapeFault } from './function-entry.ts';
import { functions } from './table.ts';

/** The calls in a snippet that are written wrong, those of branches that may never be taken among them. */
export function wrongForms(snippet: Snippet, version: TemplateVersion): readonly WrongForm[] {
  const found: WrongForm[] = [];
  const waiting: Snippet[] = [snippet];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === 'call') {
      const entry = functions.get(next.function);
      const fault = entry?.shape?.(next.argument, version);
      if (entry !== undefined && fault !== undefined) found.push(formAt(next, entry, fault));
      else waiting.push(next.argument);
    }
    if (next.kind === 'list') for (const each of next.items) waiting.push(each);
    if (next.kind === 'map') for (const each of next.entries.values()) waiting.push(each);
  }
  return found;
}

function formAt(call: CallSnippet, entry: FunctionEntry, fault: ShapeFault): WrongForm {
  const { wrong, within, part } = typeof fault === 'string' ? { wrong: fault } : fault;
  const place = within === undefined ? call : placeUnder(call.argument, within, part);
  return { call, place, wrong, expected: entry.example };
}
