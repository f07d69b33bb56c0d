import type { Operations } from '@tyto/engine/operations/operations.ts';
import { writeChangeSet } from '@tyto/engine/preview/change-set-text.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import { answersText } from './answers-text.ts';
import { changeSetText } from './change-set-text.ts';
import { fileDiffText } from './file-diff-text.ts';
import { shortCommit } from './short-text.ts';
import { jsonOf, type View } from './view.ts';

type Result<N extends keyof Operations> = Operations[N]['result'];

export const renderView: View<Result<'render'>> = {
  human: ({ deployment, revision, isNew, files }) =>
    `${isNew ? 'Rendered' : 'Unchanged:'} revision ${shortCommit(revision)} of '${deployment}', ${files.size} files\n`,
  json: ({ files, ...rest }) => jsonOf('Rendered')({ ...rest, files: [...files.keys()] }),
};

export const validateView: View<Result<'validate'>> = {
  human: ({ deployment, resources }) => `'${deployment}' is valid: ${resources} resources\n`,
  json: jsonOf('Valid'),
};

export interface PreviewStyle {
  readonly diff: boolean;
  readonly reveal: boolean;
}

/** The change set, with what differs in the rendered files before the summary's last word. */
export function previewView({ diff, reveal }: PreviewStyle): View<Result<'preview'>> {
  return {
    human: (preview, style) => {
      const files = diff ? fileDiffText(preview.diff, style) : '';
      const fresh = diff && preview.newFiles.length > 0 ? newFilesText(preview.newFiles) : '';
      const between = files === '' && fresh === '' ? '' : `${files}${fresh}\n`;
      return `${between}${changeSetText(preview.changes, reveal, style)}${answersText(preview.answers, style)}`;
    },
    json: (preview) =>
      `{"kind":"Preview","formatVersion":1,"changeSet":${oneLine(writeChangeSet(preview.changes))},` +
      `"diff":${JSON.stringify(preview.diff)},"newFiles":${JSON.stringify(preview.newFiles)}` +
      `${preview.answers === undefined ? '' : `,"answers":${JSON.stringify(Object.fromEntries(preview.answers))}`}}`,
  };
}

/** Newlines stand only between the parts of a JSON text, never in a string. */
function oneLine(json: string): string {
  return json.replaceAll(/\n */g, '');
}

const mostFiles = 20;

function newFilesText(paths: readonly string[]): string {
  const shown = paths.slice(0, mostFiles).map((path) => `  ${escapeControls(path)}\n`);
  const rest = paths.length > mostFiles ? `  and ${paths.length - mostFiles} more\n` : '';
  return `Rendered files:\n${shown.join('')}${rest}`;
}
