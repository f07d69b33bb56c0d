const version = '0.1.0';

/**
 * Runs one command of the command line.
 * Takes the arguments after the program's name; gives the exit status of design "Outside".
 */
export async function run(argv: string[]): Promise<number> {
  if (argv[0] === '--version') {
    process.stdout.write(`tyto ${version}\n`);
    return 0;
  }
  process.stderr.write('error: no such command\n');
  return 1;
}
