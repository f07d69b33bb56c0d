import { nodeDirectory } from '../../transports/action-directory.ts';
import { scratchBase } from './call-directory.ts';

/** With what ansible is called on this machine. */
export interface AnsibleMeans {
  readonly program: string;
  readonly environment: NodeJS.ProcessEnv;
  /** This machine's directory for actions. */
  readonly directory: string;
  /** Where calls have their own directories. */
  readonly scratch: string;
}

/** The means by which this process calls ansible, where nothing else is said. */
export function ansibleMeans(options: Partial<AnsibleMeans> = {}): AnsibleMeans {
  const environment = options.environment ?? process.env;
  return {
    program: options.program ?? 'ansible-playbook',
    environment,
    directory: options.directory ?? nodeDirectory(environment, process.getuid?.()),
    scratch: options.scratch ?? scratchBase(),
  };
}
