import { type GitResult, gitEnvironment, type Repository, runGit } from './run-git.ts';

/** A repository elsewhere, and what git may say there who it is. */
export interface Remote {
  readonly url: string;
  readonly login: { readonly user: string; readonly password: string } | undefined;
}

/** What a person sets so that git reaches and trusts hosts: it holds here too, unlike all else of git's settings. */
const ofTheUser = /^GIT_(SSH|SSH_COMMAND|SSH_VARIANT|SSL_.*|HTTP_.*|PROXY_COMMAND|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM))$/;

/** The login, from the environment: arguments can be read by everybody on the machine. */
const loginHelper =
  '!f() { test "$1" = get || exit 0; printf "username=%s\\npassword=%s\\n" "$TYTO_GIT_USER" "$TYTO_GIT_PASSWORD"; }; f';

/**
 * Runs a git command that talks to a repository elsewhere. The user's own git settings, keys and credential helpers
 * serve; nobody is ever asked for anything, and a link on which nothing comes for a minute is given up.
 */
export function askRemote(repository: Repository, remote: Remote, args: readonly string[]): Promise<GitResult> {
  const { login } = remote;
  const own = gitEnvironment();
  for (const name of ['GIT_CONFIG_NOSYSTEM', 'GIT_CONFIG_GLOBAL', 'SSH_ASKPASS']) delete own[name];
  const users = Object.entries(process.env).filter(([name]) => ofTheUser.test(name));
  const environment: NodeJS.ProcessEnv = {
    ...own,
    ...Object.fromEntries(users),
    GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
    GIT_ASKPASS: '',
    SSH_ASKPASS_REQUIRE: 'never',
    ...(login === undefined ? {} : { TYTO_GIT_USER: login.user, TYTO_GIT_PASSWORD: login.password }),
  };
  const settings = ['core.askPass=', 'http.lowSpeedLimit=1', 'http.lowSpeedTime=60', 'protocol.version=2'];
  if (login !== undefined) settings.push('credential.helper=', `credential.helper=${loginHelper}`);
  return runGit(repository, [...settings.flatMap((each) => ['-c', each]), ...args], undefined, environment);
}
