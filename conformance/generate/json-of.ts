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
      const values = doc.entries.map(([, value]) => jsonOf(value));
      if (values.includes(undefined)) return undefined;
      return `{${doc.entries.map(([key], index) => `${JSON.stringify(key)}: ${values[index]}`).join(', ')}}`;
    }
  }
}
