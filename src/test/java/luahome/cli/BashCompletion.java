package luahome.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the completion for bash. */
final class BashCompletion {
    private static final String HEAD = """
            # bash completion for luahome. Generated from the model of the command line: see CompletionFilesTest.
            # shellcheck shell=bash

            # Sets `plain` to a word of the command line without its quoting.
            _luahome_plain() {
                plain=$1
                case $plain in
                    \\'*) plain=${plain#\\'} plain=${plain%\\'} ;;
                    *)
                        plain=${plain#\\"} plain=${plain%\\"}
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
                    [\\'\\"]*) _luahome_odd -o nospace ;;
                    *) compopt -o nospace 2>/dev/null ;;
                esac
                while IFS=$'\\t' read -r path _; do
                    case $raw in [\\'\\"]*) ;; *) printf -v path %q "$path" ;; esac
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
                case $raw in '~'*) file_typed=\\~${current#"$HOME"} ;; esac
                if [[ $COMP_CWORD -le 1 ]]; then
                    _luahome_words @COMMANDS@ --help --version
                    return
                fi
                for ((i = 2; i < COMP_CWORD; i++)); do
                    word=${COMP_WORDS[i]}
                    [[ $word != = ]] || continue
                    # Behind the first argument of these all is for the script.
                    case $command:$position in
                        @STOPPING@)
                            position=$((position + 1))
                            continue
                            ;;
                    esac
                    if [[ $skip -eq 1 ]]; then
                        skip=0
                        continue
                    fi
                    case $word in
                        @VALUED@) skip=1 ;;
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
            """;

    private static final String TAIL = """
                esac
            }

            complete -F _luahome luahome
            """;

    private final CommandModel model;
    private final StringBuilder out = new StringBuilder();

    BashCompletion(CommandModel model) {
        this.model = model;
    }

    String write() {
        out.append(HEAD.replace("@COMMANDS@", String.join(" ", model.commands().keySet()))
                .replace(
                        "@STOPPING@",
                        model.stopping().stream().map(name -> name + ":[1-9]*").collect(Collectors.joining(" | ")))
                .replace("@VALUED@", String.join(" | ", model.valueOptions())));

        model.commands().forEach(this::command);
        return out.append(TAIL).toString();
    }

    private void command(String name, CommandSpec spec) {
        out.append("        ").append(name).append(")\n");
        if (name.equals("help")) {
            out.append("            _luahome_words ")
                    .append(String.join(" ", model.commands().keySet()));
            out.append("\n            ;;\n");
            return;
        }
        boolean stops = CommandModel.stopsAtArgument(spec);
        out.append("            case $previous:$current")
                .append(stops ? ":$position" : "")
                .append(" in\n");
        for (OptionSpec option : spec.options()) {
            if (CommandModel.takesValue(option)) {
                for (String option1 : option.names()) {
                    out.append("                ")
                            .append(option1)
                            .append(":*) ")
                            .append(action(option))
                            .append(" ;;\n");
                }
            }
        }
        out.append("                :-*").append(stops ? ":0" : "").append(") _luahome_words");
        spec.options().forEach(option -> out.append(' ').append(String.join(" ", option.names())));
        out.append(" ;;\n                *)\n                    case $position in\n");
        for (PositionalParamSpec positional : spec.positionalParameters()) {
            String index = CommandModel.repeats(positional)
                    ? "*"
                    : Integer.toString(positional.index().min());
            out.append("                        ")
                    .append(index)
                    .append(") ")
                    .append(action(positional))
                    .append(" ;;\n");
        }
        out.append("                    esac\n                    ;;\n            esac\n            ;;\n");
    }

    private String action(ArgSpec spec) {
        return switch (model.values(spec)) {
            case WORDS -> "_luahome_words " + String.join(" ", model.words(spec));
            case WORKSPACE -> "_luahome_workspaces";
            case FILE -> "_luahome_files -f";
            case DIRECTORY -> "_luahome_files -d";
            case TABLE -> "_luahome_tables";
            case NONE -> ":";
        };
    }
}
