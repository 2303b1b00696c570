_surefoot() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= journal=
  local word words= names= at
  for word in "${COMP_WORDS[@]:1:$((COMP_CWORD-1))}"; do
    if [ "$journal" = - ]; then [ "$word" = = ] || journal=${word//[\\\"\']/}; continue; fi
    case $word in --journal) journal=-;; @names@) command=${command:-$word};; esac
  done
  COMPREPLY=()
  [ "$cur" = : ] && { cur=; prev=:; }
  if [ "$prev" = : ]; then
    at=$COMP_CWORD
    while [ "$at" -gt 1 ]; do
      at=$((at-1))
      case ${COMP_WORDS[at]} in --*) prev=${COMP_WORDS[at]}:; break;; esac
    done
  fi
  case "$command $prev" in
@options@
    *) case $command in
@commands@
    esac
    [ "$command$cur" = import ] && words=;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  case $cur in -*) names=;; esac
  [ -n "$names" ] && while IFS= read -r word; do
    case $word in "$cur"*) COMPREPLY+=("$(printf %q "$word")");; esac
  done < <(surefoot ${journal:+--journal "$journal"} completion names "$names" 2>/dev/null)
  case ${COMPREPLY[0]-} in *:) compopt -o nospace 2>/dev/null;; esac
  case "$command $prev" in import\ *|*\ -*) ;; *) compopt +o default 2>/dev/null;; esac
  return 0
}
complete -o default -F _surefoot surefoot
