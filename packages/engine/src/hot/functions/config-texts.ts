import { dumpYaml } from '../dump-yaml.ts';
import { readMime } from '../mime/read-mime.ts';
import { type MimePart, writeMime } from '../mime/write-mime.ts';
import { isList, isMap, type Value, type ValueMap } from '../value.ts';
import type { FunctionContext, FunctionEntry, Outcome } from './function-entry.ts';

/** The content of an OS::Heat::CloudConfig. Heat: `cloud_config.py`, wallaby. */
export const cloudConfig: FunctionEntry = {
  name: '$cloud-config',
  summary: "A map as the text of a config of cloud-init's",
  since: '2013-05-23',
  internal: true,
  example: '$cloud-config: MAP',
  call: (argument) => `#cloud-config\n${dumpYaml(argument)}`,
};

/**
 * The content of an OS::Heat::MultipartMime, of its parts with the contents of configs in place of references to them.
 * Parts of a part that is a message itself keep their transfer encoding as plain text, as Heat has it. Heat:
 * `multi_part.py`, wallaby.
 */
export const multipartMime: FunctionEntry = {
  name: '$multipart-mime',
  summary: 'Texts as the parts of one message',
  since: '2013-05-23',
  internal: true,
  example: '$multipart-mime: [{config: TEXT, type: text, subtype: NAME, filename: NAME}, …]',
  call(argument, context) {
    const parts: MimePart[] = [];
    for (const [index, given] of (isList(argument) ? argument : []).entries()) {
      const read = isMap(given) ? partsOf(given) : undefined;
      if (read === undefined) return notText(context, index);
      parts.push(...read);
    }
    return writeMime(parts);
  },
};

function notText(context: FunctionContext, index: number): Outcome {
  return context.fail(`Part ${index} of the message is no text`, {
    expected: 'text, or a config whose content is text',
  });
}

function partsOf(given: ValueMap): readonly MimePart[] | undefined {
  const text = given.get('config') ?? null;
  if (typeof text !== 'string') return undefined;
  if (given.get('type') !== 'multipart') {
    return [named({ text, subtype: textOf(given.get('subtype')), filename: textOf(given.get('filename')) })];
  }
  const parts: MimePart[] = [];
  for (const each of readMime(text) ?? []) {
    if (each === undefined) return undefined;
    parts.push(named(each));
  }
  return parts;
}

/** The name of a file stands for a kind that is not given: what is in front of the ending, as Heat has it. */
function named(part: MimePart): MimePart {
  return part.subtype !== '' ? part : { ...part, subtype: withoutEnding(part.filename) };
}

/** Python: `os.path.splitext`. */
function withoutEnding(path: string): string {
  const name = path.lastIndexOf('/') + 1;
  const dot = path.lastIndexOf('.');
  return dot > name && /[^.]/.test(path.slice(name, dot)) ? path.slice(0, dot) : path;
}

function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}
