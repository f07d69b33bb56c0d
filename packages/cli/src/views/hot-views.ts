import { errorValue } from '@tyto/engine/compute/error-value.ts';
import type { UpdatePreview } from '@tyto/engine/compute/preview-update.ts';
import { encodeJson } from '@tyto/engine/hot/codec.ts';
import type { Value } from '@tyto/engine/hot/value.ts';
import { writeYaml } from '@tyto/engine/hot/write-yaml.ts';
import type { HotOutputs } from '@tyto/engine/operations/hot-operations.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import { jsonOf, type View } from './view.ts';

/** What a stack comes to, on lines of so many spaces a level, or on one line. */
export function hotOutputsJson({ status, outputs, problems }: HotOutputs, indent: number): string {
  const errors = problems.filter((each) => each.severity === 'error').map(errorValue);
  const all = new Map<string, Value>([
    ['kind', 'HotOutputs'],
    ['formatVersion', 1],
    ['status', status],
    ['outputs', outputs],
    ['errors', errors],
  ]);
  return encodeJson(all, { indent });
}

const signs = { added: '+', updated: '~', replaced: '±', deleted: '-' } as const;
const kinds = ['added', 'updated', 'replaced', 'deleted'] as const;

export const hotPreviewView: View<UpdatePreview> = {
  human: (preview) => {
    const lines = kinds.flatMap((kind) =>
      preview[kind].map((name) => `${signs[kind]} ${escapeControls(name)}  ${kind}\n`),
    );
    const counts = [...kinds, 'unchanged' as const].map((kind) => `${preview[kind].length} ${kind}`);
    return `${lines.join('')}${lines.length > 0 ? '\n' : ''}${counts.join(', ')}\n`;
  },
  json: jsonOf('HotPreview'),
};

export const hotValueView: View<Value> = {
  human: (value) => escapeControls(typeof value === 'string' ? `${value}\n` : writeYaml(value)),
  json: (value) => `{"kind":"HotValue","formatVersion":1,"value":${encodeJson(value, {})}}`,
};

export const validTemplateView: View<{
  readonly template: string;
  readonly resources: number;
  readonly warnings: number;
}> = {
  human: ({ template, resources }) =>
    `'${escapeControls(template)}' is valid: ${resources} resource${resources === 1 ? '' : 's'}\n`,
  json: jsonOf('Valid'),
};
