import { equalValues } from '../../packages/engine/src/hot/equal-values.ts';
import { isMap } from '../../packages/engine/src/hot/value.ts';
import { mapOf } from './case-documents.ts';
import { changeRequests } from './change-case.ts';
import { tytoAnswer } from './tyto-answer.ts';

/** A case without the files of which nothing in Tyto's answer comes; its update may use others. */
export function withoutUnusedFiles(line: string): string {
  const answer = tytoAnswer(line);
  return filesOf(line).reduce((left, file) => {
    const without = withoutFile(left, file);
    return equalValues(tytoAnswer(without), answer) ? without : left;
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

function withoutFile(line: string, { isUpdate, name }: RequestFile): string {
  return changeRequests(line, (request, isOfUpdate) => {
    const files = request.get('files') ?? null;
    if (!isMap(files) || isOfUpdate !== isUpdate) return request;
    return new Map([...request, ['files', new Map([...files].filter(([each]) => each !== name))]]);
  });
}
