/** Stands for the names of files, which shells complete better themselves. */
export const filesMark = ':files';

// bash takes only what stands behind the last of its word breaks for the word that is completed, so a candidate is given
// without what stands before that. macOS still has bash 3.2.
const bash = `# bash completion for tyto
_tyto() {
  local line=\${COMP_LINE:0:COMP_POINT} broken=\${COMP_WORDS[COMP_CWORD]} current='' before candidate
  local -a words
  read -ra words <<<"$line"
  case $line in *[[:space:]]) words+=('') ;; esac
  current=\${words[\${#words[@]} - 1]}
  case $broken in [=:@]) broken='' ;; esac
  before=\${current%"$broken"}
  COMPREPLY=()
  while IFS=$'\\t' read -r candidate _; do
    if [ "$candidate" = '${filesMark}' ]; then
      compopt -o filenames 2>/dev/null
      while IFS= read -r candidate; do COMPREPLY+=("$candidate"); done < <(compgen -f -- "$broken")
    else
      COMPREPLY+=("\${candidate#"$before"}")
      case $candidate in *=) compopt -o nospace 2>/dev/null ;; esac
    fi
  done < <("$1" complete -- "\${words[@]:1}" 2>/dev/null)
}
complete -F _tyto tyto
`;

const zsh = `#compdef tyto
_tyto() {
  local line files=0
  local -a plain open
  for line in "\${(@f)$("\${words[1]}" complete -- "\${(@)words[2,CURRENT - 1]}" "$PREFIX" 2>/dev/null)}"; do
    case $line in
      '') ;;
      ${filesMark}) files=1 ;;
      *=$'\\t'*) open+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
      *) plain+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
    esac
  done
  (( files )) && _files
  (( $#plain )) && _describe -t values value plain
  (( $#open )) && _describe -t values value open -S ''
  return 0
}
if [ "\${funcstack[1]}" = _tyto ]; then
  _tyto "$@"
else
  compdef _tyto tyto
fi
`;

const fish = `# fish completion for tyto
function __tyto_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in ($words[1] complete -- $words[2..-1] "$current" 2>/dev/null)
        if test "$line" = '${filesMark}'
            __fish_complete_path "$current"
        else
            echo $line
        end
    end
end
complete -c tyto -f -a '(__tyto_complete)'
`;

/** By the name of the shell: what makes it ask `tyto complete` for what may come next. */
export const completionScripts: ReadonlyMap<string, string> = new Map([
  ['bash', bash],
  ['zsh', zsh],
  ['fish', fish],
]);
