import { equalValues } from '../../packages/engine/src/hot/equal-values.ts';
import { isMap } from '../../packages/engine/src/hot/value.ts';
import { mapOf } from './case-documents.ts';
import { changeRequests } from './change-case.ts';
import { tytoAnswer } from './tyto-answer.ts';

/**
 * A case without the files of which nothing in Tyto's answer comes, and with an empty template for those that only have to
 * be there; its update may use others.
 */
export function withoutUnusedFiles(line: string): string {
  const answer = tytoAnswer(line);
  return filesOf(line).reduce((left, file) => {
    const changed = [withFile(left, file, undefined), withFile(left, file, 'heat_template_version: "2018-08-31"\n')];
    return changed.find((each) => equalValues(tytoAnswer(each), answer)) ?? left;
  }, line);
}

interface RequestFile {
  readonly isUpdate: boolean;
  readonly name: string;
}

function filesOf(line: string): readonly RequestFile[] {
  const found: RequestFile[] = [];
  changeRequests(line, (request, isUpdate) => {
    for (const name of mapOf(request.get('files') ?? null).keys()) found.push({ isUpdate, name });
    return request;
  });
  return found;
}

function withFile(line: string, { isUpdate, name }: RequestFile, text: string | undefined): string {
  return changeRequests(line, (request, isOfUpdate) => {
    const files = request.get('files') ?? null;
    if (!isMap(files) || isOfUpdate !== isUpdate) return request;
    const changed = new Map(files);
    if (text === undefined) changed.delete(name);
    else changed.set(name, text);
    return new Map([...request, ['files', changed]]);
  });
}
