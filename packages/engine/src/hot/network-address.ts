/** Whether a text is an IPv4 address as it is usually written, without leading zeros. */
function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255);
}

/** Whether a text is an IPv6 address (RFC 4291), the last 32 bits perhaps as an IPv4 address. */
function isIpv6(text: string): boolean {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0 || !text.includes(':')) return false;
  if (tail === undefined) return countGroups(head, true) === 8;
  const [before, after] = [countGroups(head, false), countGroups(tail, true)];
  return before !== undefined && after !== undefined && before + after <= 7;
}

/** How many groups of 16 bits a text stands for; `undefined` where it is none of that. */
function countGroups(text: string, mayEndInIpv4: boolean): number | undefined {
  if (text === '') return 0;
  const groups = text.split(':');
  const last = groups.at(-1) ?? '';
  const hasIpv4 = mayEndInIpv4 && last.includes('.');
  if (hasIpv4 && !isIpv4(last)) return undefined;
  const plain = hasIpv4 ? groups.slice(0, -1) : groups;
  if (!plain.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return plain.length + (hasIpv4 ? 2 : 0);
}

/** Whether a text is an IP address. neutron-lib: `validators`, validate_ip_address. */
export function isIpAddress(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

/** Whether a text is an address with a prefix's length; its other bits may be set. neutron-lib: validate_subnet. */
export function isSubnet(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  if (prefix === undefined || more.length > 0) return false;
  if (isIpv4(address)) return /^(?:0|[1-9][0-9]?)$/.test(prefix) && Number(prefix) <= 32;
  return isIpv6(address) && ((/^[0-9]{1,3}$/.test(prefix) && Number(prefix) <= 128) || isIpv6Mask(prefix));
}

/** Ones, then zeros, or the other way round, written as an address. */
function isIpv6Mask(text: string): boolean {
  if (!isIpv6(text) || text.includes('.')) return false;
  const [head = '', tail = ''] = text.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const zeros = text.includes('::') ? 8 - groups(head).length - groups(tail).length : 0;
  const all = [...groups(head), ...Array.from({ length: zeros }, () => '0'), ...groups(tail)];
  const bits = all.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
  return /^(?:1*0*|0*1*)$/.test(bits);
}

const macForms: readonly RegExp[] = [
  /^[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}$/i,
  /^[0-9a-f]{1,2}(?:-[0-9a-f]{1,2}){5}$/i,
  /^[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){2}$/i,
  /^[0-9a-f]{1,4}(?:-[0-9a-f]{1,4}){2}$/i,
  /^[0-9a-f]{1,4}(?:\.[0-9a-f]{1,4}){2}$/i,
  /^[0-9a-f]{5,6}[-:][0-9a-f]{5,6}$/i,
  /^[0-9a-f]{11,12}$/i,
];

/** Whether a text is a MAC address in any of its usual forms. netaddr: `strategy/eui48.py`. */
export function isMacAddress(text: string): boolean {
  // Python's `$` stands before the end of a last line too.
  const line = text.endsWith('\n') ? text.slice(0, -1) : text;
  return macForms.some((form) => form.test(line));
}
