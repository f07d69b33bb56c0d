/** What HOT has in place of the tags of CloudFormation's short forms. */
const functions: ReadonlyMap<string, string> = new Map([
  ['!Ref', '{get_param: NAME} or {get_resource: NAME}'],
  ['!GetAtt', '{get_attr: [RESOURCE, ATTRIBUTE]}'],
  ['!Join', '{list_join: [SEPARATOR, [TEXT, …]]}'],
  ['!Sub', '{str_replace: {template: TEXT, params: {NAME: VALUE}}}'],
  ['!Split', '{str_split: [SEPARATOR, TEXT]}'],
  ['!Select', '{get_param: [NAME, INDEX]} or {get_attr: [RESOURCE, ATTRIBUTE, INDEX]}'],
  ['!If', '{if: [CONDITION, VALUE, OTHERWISE]}'],
  ['!Equals', '{equals: [VALUE, VALUE]}'],
  ['!And', '{and: [CONDITION, CONDITION]}'],
  ['!Or', '{or: [CONDITION, CONDITION]}'],
  ['!Not', '{not: CONDITION}'],
]);

/** What to write in place of a tag that is not known; nothing for one of YAML's own. */
export function tagHint(tag: string | undefined): string | undefined {
  if (tag === undefined || tag.startsWith('tag:')) return undefined;
  const meant = functions.get(tag);
  return meant === undefined ? 'Put quotes around text that begins with "!"' : `In HOT this is written ${meant}`;
}
