import { encodeValue } from '@tyto/engine/hot/codec.ts';
import { containsTainted, containsUnknown } from '@tyto/engine/hot/marks.ts';
import { pythonJson } from '@tyto/engine/hot/print-value.ts';
import { reveal as revealValue } from '@tyto/engine/hot/reveal.ts';
import type { Value } from '@tyto/engine/hot/value.ts';
import type { Operations } from '@tyto/engine/operations/operations.ts';
import type { ShownInstance } from '@tyto/engine/operations/resource-operations.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import type { Style } from '../shell/style.ts';
import { fields, table } from './table.ts';
import { valueText } from './value-text.ts';
import { jsonOf, type View } from './view.ts';

type Result<N extends keyof Operations> = Operations[N]['result'];

export const resourceListView: View<Result<'resource list'>> = {
  human: ({ resources }, style) =>
    table(
      ['ADDRESS', 'STATUS', 'NODE', 'INSTANCE', 'TYPE'],
      resources.map((each) => [
        each.address,
        `${each.status.action} ${each.status.outcome}${each.role === 'superseded' ? ', superseded' : ''}`,
        each.node ?? '-',
        each.instance,
        each.type,
      ]),
      'Nothing is deployed',
      style,
    ),
  json: jsonOf('ResourceList'),
};

/** Everything that is known of the instances of one resource. */
export function resourceShowView(reveal: boolean): View<Result<'resource show'>> {
  return {
    human: ({ instances }, style) => instances.map((each) => instanceText(each, reveal, style)).join('\n'),
    json: ({ deployment, instances }) => {
      const shown = (value: Value): Value => (reveal ? revealValue(value) : value);
      const texts = instances.map(({ properties, inputs, attributes, ...rest }) => {
        const head = JSON.stringify(rest).slice(0, -1);
        const values = [
          ['properties', properties],
          ['inputs', inputs],
          ['attributes', attributes],
        ] as const;
        return `${head},${values.map(([key, value]) => `"${key}":${encodeValue(shown(value))}`).join(',')}}`;
      });
      return `{"kind":"Resource","formatVersion":1,"deployment":${JSON.stringify(deployment)},"instances":[${texts.join(',')}]}`;
    },
  };
}

function instanceText(instance: ShownInstance, reveal: boolean, style: Style): string {
  const head = fields(
    [
      ['Address', instance.address],
      ['Type', instance.type],
      ['Instance', `${instance.instance}${instance.role === 'superseded' ? ' (superseded)' : ''}`],
      ['Status', `${instance.status.action} ${instance.status.outcome}`],
      ['Node', instance.node ?? undefined],
      ['Created by', `run ${instance.createdBy}`],
      ['After', instance.requires.length === 0 ? undefined : instance.requires.join(', ')],
    ],
    style,
  );
  const values = (
    [
      ['Properties', instance.properties],
      ['Inputs', instance.inputs],
      ['Attributes', instance.attributes],
    ] as const
  ).map(([title, map]) => {
    if (map === null || map.size === 0) return '';
    const lines = [...map].map(([name, value]) => `  ${escapeControls(`${name}: ${text(value, reveal)}`)}\n`);
    return `${style.bold(`${title}:`)}\n${lines.join('')}`;
  });
  return `${head}${values.join('')}`;
}

/** A deployment's outputs; what is secret is not shown unless that is asked for. */
export function outputsView(reveal: boolean): View<Result<'outputs'>> {
  return {
    human: ({ outputs }, style) =>
      outputs.length === 0
        ? 'There are no outputs\n'
        : outputs
            .map(({ name, value }) => `${style.bold(escapeControls(name))}: ${escapeControls(text(value, reveal))}\n`)
            .join(''),
    json: ({ deployment, outputs }) => {
      const entries = outputs.map(
        ({ name, description, value }) =>
          `{"name":${JSON.stringify(name)},"description":${JSON.stringify(description)},` +
          `"value":${encodeValue(reveal ? revealValue(value) : value)}}`,
      );
      return `{"kind":"Outputs","formatVersion":1,"deployment":${JSON.stringify(deployment)},"outputs":[${entries.join(',')}]}`;
    },
  };
}

/**
 * The text of the one output, ended by a newline, and nothing else: texts as they are, anything else as JSON. `undefined`
 * where it is secret and that was not asked for, or not known.
 */
export function rawOutputView({ outputs }: Result<'outputs'>, reveal: boolean): string | undefined {
  const value = outputs[0]?.value ?? null;
  if (containsUnknown(value) || (containsTainted(value) && !reveal)) return undefined;
  const plain = revealValue(value);
  const text = typeof plain === 'string' ? plain : pythonJson(plain);
  return text.endsWith('\n') ? text : `${text}\n`;
}

function text(value: Value, reveal: boolean): string {
  return valueText(value, { reveal, limit: Number.POSITIVE_INFINITY });
}
