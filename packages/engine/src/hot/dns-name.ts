const longestName = 255;

/**
 * What is wrong with a text as a name of DNS; `undefined` where nothing is. A line's end behind a part is none of it, as
 * Python's `$` has it. Heat: `common/netutils.py`.
 */
export function dnsNameProblem(text: string): string | undefined {
  if (text === '') return undefined;
  const isFull = text.endsWith('.');
  const name = isFull ? text.slice(0, -1) : text;
  if (name.length > longestName) return `is longer than ${longestName} characters`;
  const labels = name.split('.');
  for (const label of labels) {
    if (label === '') return 'has an empty part';
    if (label.startsWith('-') || label.endsWith('-')) return `has a part "${label}" that starts or ends with a hyphen`;
    if (!/^[a-z0-9-]{1,63}\n?$/.test(label)) {
      return `has a part "${label}" that is not 1 to 63 small letters, digits and hyphens`;
    }
  }
  if (isFull && labels.length > 1 && /^[0-9]+\n?$/.test(labels.at(-1) ?? '')) return 'has a last part of digits only';
  return undefined;
}

/** The same for a name to which a domain is added. Heat: RelativeDNSNameConstraint. */
export function relativeNameProblem(text: string): string | undefined {
  if (text.endsWith('.')) return 'is a full name, for it ends with "."';
  if (text.length > longestName - 3) return 'is too long to add a domain to it';
  return dnsNameProblem(text);
}

/** The same for a domain, which ends with a point. Heat: DNSDomainConstraint. */
export function domainProblem(text: string): string | undefined {
  if (text === '') return undefined;
  return dnsNameProblem(text) ?? (text.endsWith('.') ? undefined : 'does not end with "."');
}
