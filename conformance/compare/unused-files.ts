import { equalValues } from '../../packages/engine/src/hot/equal-values.ts';
import { isMap } from '../../packages/engine/src/hot/value.ts';
import { mapOf } from './case-documents.ts';
import { changeRequests } from './change-case.ts';
import { tytoAnswer } from './tyto-answer.ts';

/** A case without the files of which nothing in Tyto's answer comes. */
export function withoutUnusedFiles(line: string): string {
  const answer = tytoAnswer(line);
  return fileNames(line).reduce((left, name) => {
    const without = withoutFile(left, name);
    return equalValues(tytoAnswer(without), answer) ? without : left;
  }, line);
}

function fileNames(line: string): readonly string[] {
  const names = new Set<string>();
  changeRequests(line, (request) => {
    for (const name of mapOf(request.get('files') ?? null).keys()) names.add(name);
    return request;
  });
  return [...names];
}

function withoutFile(line: string, name: string): string {
  return changeRequests(line, (request) => {
    const files = request.get('files') ?? null;
    if (!isMap(files)) return request;
    return new Map([...request, ['files', new Map([...files].filter(([each]) => each !== name))]]);
  });
}
