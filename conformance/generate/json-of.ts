import type { Doc } from './doc.ts';

/** The document as JSON; undefined where something in it is written in a way that only YAML has. */
export function jsonOf(doc: Doc): string | undefined {
  switch (doc.kind) {
    case 'text':
      return JSON.stringify(doc.value);
    case 'written':
      return /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?)$/.test(doc.text) ? doc.text : undefined;
    case 'list': {
      const items = doc.items.map(jsonOf);
      return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
    }
    case 'map': {
      // Of a key that comes twice the last value counts.
      const values = new Map(doc.entries.map(([key, value]) => [key, jsonOf(value)]));
      if ([...values.values()].includes(undefined)) return undefined;
      return `{${[...values].map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(', ')}}`;
    }
  }
}
