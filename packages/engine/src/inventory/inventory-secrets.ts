import type { Checked } from '../diagnostics/diagnostic.ts';
import { type FoundScalar, findScalars } from '../hot/find-scalars.ts';
import { secretTag } from '../hot/secret-tags.ts';

/** A secret in an inventory. One with a tag is encrypted by Ansible Vault; its text is what stands there. */
export type FoundSecret = FoundScalar;

const secretName = /(?:^|_)(?:password|passwd|passphrase|pass|secret|token)$/i;

const vaultTags: ReadonlySet<string | undefined> = new Set(['!vault', '!vault-encrypted']);

/**
 * Finds the secrets in an inventory's text: variables (of hosts and groups, and keys within them) whose names are those
 * of passwords, secrets and tokens, and everything encrypted by Ansible Vault. What is a secret of the store already is
 * left out, so are null, booleans, empty texts, and values that are one Jinja expression without a text of its own.
 */
export function findInventorySecrets(text: string, file: string): Checked<readonly FoundSecret[]> {
  const found = findScalars(text, file, isSecret);
  if (found.value === undefined) return found;
  return { ...found, value: found.value.filter(holdsSecret) };
}

function isSecret(path: readonly string[], tag: string | undefined): boolean {
  if (tag === secretTag) return false;
  return vaultTags.has(tag) || (secretName.test(path.at(-1) ?? '') && isVariable(path));
}

/** Whether the path leads to a variable or into one, and not to a group or host of such a name. */
function isVariable(path: readonly string[]): boolean {
  let at = 1;
  while (path[at] === 'children') at += 2;
  return path.length > at + (path[at] === 'hosts' ? 2 : 1) && (path[at] === 'hosts' || path[at] === 'vars');
}

const noSecret: ReadonlySet<string> = new Set(['', '~', 'null', 'yes', 'no', 'true', 'false', 'on', 'off']);

function holdsSecret(found: FoundSecret): boolean {
  if (vaultTags.has(found.tag) || found.form === 'collection') return true;
  if (found.form === 'plain' && noSecret.has(found.text.toLowerCase())) return false;
  return found.text !== '' && !/^\s*\{\{[^'"]*\}\}\s*$/.test(found.text);
}
