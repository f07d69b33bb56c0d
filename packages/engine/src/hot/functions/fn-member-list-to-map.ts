import type { Snippet } from '../snippet.ts';
import { isList, isMap, type List, type Value } from '../value.ts';
import { type FunctionContext, type FunctionEntry, failed } from './function-entry.ts';
import { formOf, wantList } from './shape.ts';

/** Heat: `cfn/functions.py`, MemberListToMap, and `api/aws/utils.py`. */
export const fnMemberListToMap: FunctionEntry = {
  name: 'Fn::MemberListToMap',
  summary: 'A map from a list of numbered keys and values',
  since: '2013-05-23',
  until: '2014-10-16',
  example: "Fn::MemberListToMap: [Name, Value, ['.member.0.Name=KEY', '.member.0.Value=VALUE', …]]",
  shape: wantNamesAndMembers,
  call(argument, context) {
    const [keyName = null, valueName = null, listed = null] = isList(argument) ? argument : [];
    const members = membersOf(listed);
    if (typeof keyName !== 'string' || typeof valueName !== 'string' || members === undefined) {
      return context.fail(`"${context.name}" takes two names and a list, not ${context.show(argument)}`, {
        expected: fnMemberListToMap.example,
      });
    }
    const found = readMembers(members, context);
    if (found === failed) return failed;
    const inOrder = [...found].sort(([a], [b]) => a - b);
    return new Map(inOrder.flatMap(([, parts]) => pairOf(parts, keyName, valueName)));
  },
};

/** The two names are texts as they are written. */
function wantNamesAndMembers(argument: Snippet): string | undefined {
  if (argument.kind !== 'list' || argument.items.length !== 3) return wantList(argument, 3, 3);
  const odd = argument.items.slice(0, 2).find((each) => each.kind !== 'literal' || typeof each.value !== 'string');
  return odd && `takes two names as text before the list, not ${formOf(odd)}`;
}

/** As in Python a text is its letters, and a map its keys. */
function membersOf(listed: Value): List | undefined {
  if (typeof listed === 'string') return [...listed];
  if (isMap(listed)) return [...listed.keys()];
  return isList(listed) ? listed : undefined;
}

type Members = Map<number, Map<string, string>>;

function readMembers(members: List, context: FunctionContext): Members | typeof failed {
  const found: Members = new Map();
  for (const member of members) {
    if (typeof member !== 'string' || !member.includes('=')) {
      return context.fail(`"${context.name}" takes texts NAME=VALUE, not ${context.show(member)}`);
    }
    const name = member.slice(0, member.indexOf('='));
    const [, index, key] = /^\.member\.([0-9]+)(?:\.(.*))?/s.exec(name) ?? [];
    if (index === undefined) continue;
    const parts = found.get(Number(index)) ?? new Map<string, string>();
    found.set(Number(index), parts.set(key ?? '', member.slice(member.indexOf('=') + 1)));
  }
  return found;
}

function pairOf(parts: ReadonlyMap<string, string>, keyName: string, valueName: string): [string, string][] {
  const key = parts.get(keyName);
  const value = parts.get(valueName);
  return key === undefined || value === undefined ? [] : [[key, value]];
}
