# bash completion for luahome. Generated from the model of the command line: see CompletionFilesTest.
# shellcheck shell=bash

# Sets `plain` to a word of the command line without its quoting.
_luahome_plain() {
    plain=$1
    case $plain in
        \'*) plain=${plain#\'} plain=${plain%\'} ;;
        *)
            plain=${plain#\"} plain=${plain%\"}
            # Without -r, read takes the backslashes away.
            # shellcheck disable=SC2162
            IFS= read plain <<<"$plain"
            ;;
    esac
    # shellcheck disable=SC2088 # as it was typed
    case $1 in '~/'*) plain=$HOME/${plain#'~/'} ;; esac
}

_luahome_words() {
    local word
    for word; do
        [[ $word != "$current"* ]] || COMPREPLY+=("$word")
    done
}

# Lets readline quote what is odd in a candidate.
_luahome_odd() {
    compopt -o filenames "$@" 2>/dev/null
}

_luahome_files() {
    local file
    _luahome_odd
    while IFS= read -r file; do
        COMPREPLY+=("$file")
    done < <(compgen "$1" -- "$file_typed" 2>/dev/null)
}

_luahome_workspaces() {
    local directory
    _luahome_files -d
    for directory in "${LUAHOME_WORKSPACE-}" "${XDG_DATA_HOME:-$HOME/.local/share}/luahome"; do
        [[ -z $directory || ! -d $directory || $directory != "$current"* ]] || COMPREPLY+=("$directory")
    done
}

_luahome_tables() {
    local path
    # Readline leaves a $ as it is where no quote was typed.
    case $raw in
        [\'\"]*) _luahome_odd -o nospace ;;
        *) compopt -o nospace 2>/dev/null ;;
    esac
    while IFS=$'\t' read -r path _; do
        case $raw in [\'\"]*) ;; *) printf -v path %q "$path" ;; esac
        COMPREPLY+=("$path")
    done < <("$program" __complete "$workspace" "$current" 2>/dev/null </dev/null)
}

_luahome() {
    local current program workspace='' plain file_typed raw=${COMP_WORDS[COMP_CWORD]} previous='' word i
    local position=0 skip=0 command=${COMP_WORDS[1]-}
    COMPREPLY=()
    _luahome_plain "${COMP_WORDS[0]}"
    program=$plain
    [[ $raw != = || $COMP_CWORD -lt 2 ]] || raw=''
    _luahome_plain "$raw"
    current=$plain
    file_typed=$current
    case $raw in '~'*) file_typed=\~${current#"$HOME"} ;; esac
    if [[ $COMP_CWORD -le 1 ]]; then
        _luahome_words backup check compact eval help meta repair repl restore run tables --help --version
        return
    fi
    for ((i = 2; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        [[ $word != = ]] || continue
        # Behind the first argument of these all is for the script.
        case $command:$position in
            run:[1-9]*)
                position=$((position + 1))
                continue
                ;;
        esac
        if [[ $skip -eq 1 ]]; then
            skip=0
            continue
        fi
        case $word in
            --color | --max-memory | --max-time | --workspace | -e | -l | -w) skip=1 ;;
            -?*) ;;
            *)
                [[ $position -ne 0 ]] || { _luahome_plain "$word" && workspace=$plain; }
                position=$((position + 1))
                ;;
        esac
    done
    if [[ $skip -eq 1 ]]; then
        i=$((COMP_CWORD - 1))
        [[ ${COMP_WORDS[i]} != = ]] || i=$((i - 1))
        previous=${COMP_WORDS[i]}
    fi
    case $command in
        backup)
            case $previous:$current in
                :-*) _luahome_words -h --help ;;
                *)
                    case $position in
                        0) _luahome_workspaces ;;
                        1) _luahome_files -f ;;
                    esac
                    ;;
            esac
            ;;
        check)
            case $previous:$current in
                :-*) _luahome_words -h --help --json ;;
                *)
                    case $position in
                        0) _luahome_workspaces ;;
                    esac
                    ;;
            esac
            ;;
        compact)
            case $previous:$current in
                :-*) _luahome_words -h --help ;;
                *)
                    case $position in
                        0) _luahome_workspaces ;;
                    esac
                    ;;
            esac
            ;;
        eval)
            case $previous:$current in
                -w:*) _luahome_workspaces ;;
                --workspace:*) _luahome_workspaces ;;
                --max-memory:*) : ;;
                --max-time:*) : ;;
                :-*) _luahome_words -h --help -w --workspace --no-memory-alias --read-only --sandbox --java --max-memory --max-time ;;
                *)
                    case $position in
                        0) : ;;
                    esac
                    ;;
            esac
            ;;
        help)
            _luahome_words backup check compact eval help meta repair repl restore run tables
            ;;
        meta)
            case $previous:$current in
                :-*) _luahome_words -h --help --json ;;
                *)
                    case $position in
                        0) _luahome_workspaces ;;
                        1) _luahome_words memoryTableId nextTableId tableCount tableIds savedAt stateRestored file fileBytes formatVersion journalBytes ;;
                    esac
                    ;;
            esac
            ;;
        repair)
            case $previous:$current in
                :-*) _luahome_words -h --help ;;
                *)
                    case $position in
                        0) _luahome_workspaces ;;
                    esac
                    ;;
            esac
            ;;
        repl)
            case $previous:$current in
                --max-memory:*) : ;;
                --max-time:*) : ;;
                --color:*) _luahome_words auto always never ;;
                :-*) _luahome_words -h --help --no-memory-alias --read-only --sandbox --java --max-memory --max-time --color --init ;;
                *)
                    case $position in
                        0) _luahome_workspaces ;;
                    esac
                    ;;
            esac
            ;;
        restore)
            case $previous:$current in
                :-*) _luahome_words -h --help --replace ;;
                *)
                    case $position in
                        0) _luahome_files -f ;;
                        1) _luahome_workspaces ;;
                    esac
                    ;;
            esac
            ;;
        run)
            case $previous:$current:$position in
                -w:*) _luahome_workspaces ;;
                --workspace:*) _luahome_workspaces ;;
                --max-memory:*) : ;;
                --max-time:*) : ;;
                -e:*) : ;;
                -l:*) : ;;
                :-*:0) _luahome_words -h --help -w --workspace --no-memory-alias --read-only --sandbox --java --max-memory --max-time -e -l -i ;;
                *)
                    case $position in
                        0) _luahome_files -f ;;
                        *) _luahome_files -f ;;
                    esac
                    ;;
            esac
            ;;
        tables)
            case $previous:$current in
                :-*) _luahome_words -h --help --json ;;
                *)
                    case $position in
                        0) _luahome_workspaces ;;
                        1) _luahome_tables ;;
                    esac
                    ;;
            esac
            ;;
    esac
}

complete -F _luahome luahome
