import { type Secret, Unknown } from './value.ts';
import { ScalarFault, type ScalarTags } from './yaml-scalar.ts';

/** The tag that stands in a file for a secret of the store: `password: !tyto/secret web-1.password@3`. */
export const secretTag = '!tyto/secret';

const reference = /^([A-Za-z0-9_./%@:-]+)@([0-9]{1,15})$/;

/** A part of a text and the secret that takes its place. */
export interface SecretReplacement {
  /** Offsets of the node in the text, its tag included, as `findScalars` gives them. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly version: number;
}

/** Reads what follows the tag, `NAME@VERSION`; `undefined` where it has another form. */
export function parseSecretReference(text: string): Secret | undefined {
  const match = reference.exec(text);
  if (match?.[1] === undefined) return undefined;
  return Object.freeze({ kind: 'secret', name: match[1], version: Number(match[2]) });
}

/** For `readTaggedYaml`: a scalar under the secrets' tag is a value that is not known here. */
export const secretTags: ScalarTags<Unknown> = new Map([
  [
    secretTag,
    (text: string): Unknown | ScalarFault => {
      const secret = parseSecretReference(text);
      return secret === undefined ? new ScalarFault(`"${text}" is not a secret's NAME@VERSION`) : new Unknown(secret);
    },
  ],
]);

/** Writes `!tyto/secret NAME@VERSION`; a name that YAML would not read plain comes in quotes. */
export function writeSecretTag(name: string, version: number): string {
  const written = `${name}@${version}`;
  return /^[@%:-]/.test(written) ? `${secretTag} "${written}"` : `${secretTag} ${written}`;
}

/**
 * Puts secrets' tags in place of nodes and keeps every other byte: comments (that of a block scalar's first line too),
 * layout, anchors. Two replacements of the same node count once; overlapping ones, or a name that can't be written, are
 * a bug of the caller.
 */
export function replaceWithSecretTags(text: string, replacements: readonly SecretReplacement[]): string {
  const inOrder = [...replacements].sort((one, other) => one.start - other.start);
  let written = '';
  let end = 0;
  let last: SecretReplacement | undefined;
  for (const each of inOrder) {
    if (last !== undefined && each.start === last.start && each.end === last.end) continue;
    if (each.start < end || each.end < each.start) throw new Error(`Replacements overlap at offset ${each.start}`);
    if (parseSecretReference(`${each.name}@${each.version}`) === undefined) {
      throw new Error(`"${each.name}@${each.version}" cannot name a secret`);
    }
    written += text.slice(end, each.start) + placed(text, each);
    end = each.end;
    last = each;
  }
  return written + text.slice(end);
}

const properties = /^(?:[!&]\S*\s+)*/;
const blockHeader = /^[|>][-+0-9]*[ \t]+(#[^\r\n]*)/;

function placed(text: string, { start, end, name, version }: SecretReplacement): string {
  const source = text.slice(start, end);
  const before = properties.exec(source)?.[0] ?? '';
  const anchor = before.split(/\s+/).find((each) => each.startsWith('&'));
  const comment = blockHeader.exec(source.slice(before.length))?.[1];
  const parts = [anchor, writeSecretTag(name, version), comment].filter((part) => part !== undefined);
  // A sequence may stand as far left as its key, and an empty value right behind its colon; a scalar may not.
  const apart = /^-\s/.test(source) || /[:?]$/.test(text.slice(0, start).slice(-1));
  return `${apart ? ' ' : ''}${parts.join(' ')}`;
}
