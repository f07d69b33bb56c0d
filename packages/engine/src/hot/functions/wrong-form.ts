import type { WrongForm } from '../parse-snippet.ts';
import type { Snippet } from '../snippet.ts';
import type { TemplateVersion } from '../version.ts';
import { functions } from './table.ts';

/** The calls in a snippet that are written wrong, those of branches that may never be taken among them. */
export function wrongForms(snippet: Snippet, version: TemplateVersion): readonly WrongForm[] {
  const found: WrongForm[] = [];
  const waiting: Snippet[] = [snippet];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === 'call') {
      const entry = functions.get(next.function);
      const wrong = entry?.shape?.(next.argument, version);
      if (entry !== undefined && wrong !== undefined) found.push({ call: next, wrong, expected: entry.example });
      else waiting.push(next.argument);
    }
    if (next.kind === 'list') for (const each of next.items) waiting.push(each);
    if (next.kind === 'map') for (const each of next.entries.values()) waiting.push(each);
  }
  return found;
}
