import { ansible } from './ansible.ts';
import { script } from './script.ts';
import type { Tool } from './tool.ts';

const tools: ReadonlyMap<string, Tool> = new Map([script, ansible].map((tool) => [tool.name, tool]));

/** The tool that carries out configs of this group; undefined where there is none. */
export function toolNamed(name: string): Tool | undefined {
  return tools.get(name);
}

/** The names of all tools, for messages. */
export function toolNames(): readonly string[] {
  return [...tools.keys()];
}
