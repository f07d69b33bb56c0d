import type { Position } from '../../diagnostics/diagnostic.ts';
import type { DeploymentInputs } from '../../plan/deployment-inputs.ts';
import type { LoadedStack } from '../../plan/load-stack.ts';
import { inputsPrefix } from '../../plan/plan-files.ts';
import { writeInputs } from '../../plan/write-inputs.ts';
import type { Origins, StackOrigin } from '../../render/origins.ts';
import type { RenderedRevision } from '../../render/render-revision.ts';
import type { Instance, State } from '../../state/state.ts';
import { currentInstances } from '../current-instances.ts';
import type { Known, Reveal } from '../known.ts';
import { unfoldMeans } from '../preview-changes.ts';
import { unfoldByState } from '../unfold-by-state.ts';
import { lineFilter } from './hidden-lines.ts';
import { SourceTexts } from './source-texts.ts';

/** A deployment's inputs rendered with notes, and what is deployed: all that an explanation draws on. */
export interface ExplainRequest {
  readonly deployment: string;
  readonly inputs: DeploymentInputs;
  readonly revision: RenderedRevision;
  /** The notes that rendering took. */
  readonly origins: Origins;
  readonly state: State;
  readonly reveal: Reveal;
}

/** The same, made ready to be asked. */
export interface ExplainContext extends ExplainRequest {
  readonly loaded: LoadedStack;
  readonly root: StackOrigin;
  readonly current: ReadonlyMap<string, Instance>;
  readonly known: Known;
  readonly texts: SourceTexts;
}

/** Makes ready what can be asked. Throws where the notes are not those of a revision: that is a bug. */
export function explainContext(request: ExplainRequest): ExplainContext {
  const { deployment, origins, inputs, revision, state, reveal } = request;
  const { loaded } = origins;
  const root = origins.stacks.get('');
  if (loaded === undefined || root === undefined) throw new Error('nothing was rendered that could be explained');
  const written = writeInputs(inputs);
  const read = (file: string): string | undefined => {
    if (file.startsWith(inputsPrefix)) return written.get(file.slice(inputsPrefix.length));
    const content = loaded.files.read(file);
    return content.kind === 'text' ? content.text : undefined;
  };
  const texts = new SourceTexts(read, lineFilter(origins));
  const means = { ...unfoldMeans({ deployment, reveal }), origins };
  const { known } = unfoldByState(revision.graph, state, means);
  return { ...request, loaded, root, texts, current: currentInstances(state), known };
}

/** A place, with its line where that may be shown. */
export function placed({ texts }: ExplainContext, at: Position): { readonly at: Position; readonly line?: string } {
  const line = texts.line(at);
  return line === undefined ? { at } : { at, line };
}
