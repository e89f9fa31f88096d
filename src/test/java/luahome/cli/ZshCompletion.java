package luahome.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the completion for zsh. */
final class ZshCompletion {
    private static final String HEAD = """
            #compdef luahome
            # zsh completion for luahome. Generated from the model of the command line: see CompletionFilesTest.

            _luahome_workspaces() {
                local directory
                _directories
                for directory in "$LUAHOME_WORKSPACE" "${XDG_DATA_HOME:-$HOME/.local/share}/luahome"; do
                    [[ -d $directory ]] && compadd -f -- $directory
                done
            }

            _luahome_tables() {
                local workspace=${(Q)line[1]} entry
                local -a paths described
                [[ $workspace == '~/'* ]] && workspace=$HOME/${workspace#'~/'}
                for entry in ${(f)"$(${~program} __complete "$workspace" "${(Q)PREFIX}" 2>/dev/null </dev/null)"}; do
                    paths+=("${entry%%$'\\t'*}")
                    described+=("${entry/$'\\t'/  }")
                done
                (( $#paths )) && compadd -S '' -l -d described -a -- paths
            }

            _luahome_commands() {
                local -a commands=(
            """;

    private final CommandModel model;
    private final StringBuilder out = new StringBuilder();

    ZshCompletion(CommandModel model) {
        this.model = model;
    }

    String write() {
        out.append(HEAD);
        model.commands()
                .forEach((name, spec) -> out.append("        ")
                        .append(quote(name + ":" + CommandModel.summary(spec)))
                        .append('\n'));
        out.append("""
                    )
                    _describe command commands
                }

                _luahome() {
                    local state line program=${(Q)words[1]}
                    local -A opt_args
                    _arguments -C '(- *)'{-h,--help}'[Show help]' '(- *)'{-V,--version}'[Show the version]' \\
                        '1:command:_luahome_commands' '*::argument:->arguments' && return
                    [[ $state == arguments ]] || return
                    case $words[1] in
                """);
        model.commands().forEach(this::command);
        return out.append("    esac\n}\n\n_luahome \"$@\"\n").toString();
    }

    private void command(String name, CommandSpec spec) {
        out.append("        ").append(name).append(")\n            _arguments");
        if (name.equals("help")) {
            out.append(" '1:command:_luahome_commands'\n            ;;\n");
            return;
        }
        if (CommandModel.stopsAtArgument(spec)) {
            out.append(" -A '-*'");
        }
        for (OptionSpec option : spec.options()) {
            String names = String.join(" ", option.names());
            String value =
                    CommandModel.takesValue(option) ? ":" + escape(option.paramLabel()) + ":" + action(option) : "";
            for (String text : option.names()) {
                String shape = value.isEmpty() ? text : text + (text.startsWith("--") ? "=" : "+");
                next(quote("(" + names + ")" + shape + "[" + escape(CommandModel.description(option)) + "]" + value));
            }
        }
        for (PositionalParamSpec positional : spec.positionalParameters()) {
            String place = CommandModel.repeats(positional)
                    ? "*"
                    : Integer.toString(positional.index().min() + 1);
            next(quote(place + ":" + escape(positional.paramLabel()) + ":" + action(positional)));
        }
        out.append("\n            ;;\n");
    }

    private void next(String specification) {
        out.append(" \\\n                ").append(specification);
    }

    private String action(ArgSpec spec) {
        return switch (model.values(spec)) {
            case WORDS -> model.words(spec).stream().collect(Collectors.joining(" ", "(", ")"));
            case WORKSPACE -> "_luahome_workspaces";
            case FILE -> "_files";
            case DIRECTORY -> "_directories";
            case TABLE -> "_luahome_tables";
            case NONE -> " ";
        };
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace(":", "\\:")
                .replace("[", "\\[")
                .replace("]", "\\]");
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
