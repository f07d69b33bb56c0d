import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeJson } from '../packages/engine/src/hot/codec.ts';
import type { Value } from '../packages/engine/src/hot/value.ts';
import { requestText } from './generate/case-text.ts';
import type { StackCase } from './generate/make-case.ts';
import type { Request } from './generate/request.ts';

/** Keeps a case in a folder of the recorded ones, with what Heat answered; `readCase` reads it again. */
export function keepCase(folder: string, { request, update, style, action }: StackCase, heat: Value): void {
  writeRequest(folder, request, style);
  if (update !== undefined) writeRequest(join(folder, 'update'), update, style);
  if (action === 'validate') write(join(folder, 'validate'), '');
  write(join(folder, 'expected.json'), `${encodeJson(heat, { indent: 1 })}\n`);
}

function writeRequest(folder: string, request: Request, style: number): void {
  const { template, environments, files, parameters } = requestText(request, style);
  write(join(folder, 'template.yaml'), template);
  for (const [index, text] of environments.entries()) {
    write(join(folder, environments.length === 1 ? 'env.yaml' : `env-${index + 1}.yaml`), text);
  }
  for (const [file, text] of Object.entries(files)) write(join(folder, 'files', file), text);
  if (parameters !== undefined) write(join(folder, 'params.json'), `${parameters}\n`);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
