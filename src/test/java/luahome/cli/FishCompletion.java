package luahome.cli;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the completion for fish, which quotes candidates by itself. */
final class FishCompletion {
    private static final String HEAD = """
            # fish completion for luahome. Generated from the model of the command line: see CompletionFilesTest.

            # The arguments in front of the cursor that are no options, the command first.
            function __luahome_arguments
                set -l skip 0
                set -l found
                for word in (commandline -opc)[2..-1]
                    # Behind the first argument of these all is for the script.
                    if test (count $found) -gt 1; and contains -- $found[1] @STOPPING@
                        set -a found "$word"
                    else if test $skip = 1
                        set skip 0
                    else if contains -- "$word" @VALUED@
                        set skip 1
                    else if not string match -q -- '-?*' "$word"
                        set -a found "$word"
                    end
                end
                test (count $found) -gt 0; and printf '%s\\n' $found
            end

            function __luahome_command
                set -l arguments (__luahome_arguments)
                test (count $arguments) -gt 0; and test "$arguments[1]" = $argv[1]
            end

            # Whether the cursor is at an argument of a command: its number, or - for that one and all behind it.
            function __luahome_at
                __luahome_command $argv[1]; or return 1
                set -l count (math (count (__luahome_arguments)) - 1)
                test $count = $argv[2]; or test "$argv[3]" = more -a $count -ge $argv[2]
            end

            function __luahome_workspaces
                __fish_complete_directories (commandline -ct) workspace
                set -l data $HOME/.local/share
                test -n "$XDG_DATA_HOME"; and set data $XDG_DATA_HOME
                for directory in $LUAHOME_WORKSPACE $data/luahome
                    test -d "$directory"; and printf '%s\\tdefault workspace\\n' $directory
                end
            end

            function __luahome_tables
                set -l program (string replace -r '^~/' "$HOME/" -- (commandline -opc)[1])
                set -l arguments (__luahome_arguments)
                set -l workspace (string replace -r '^~/' "$HOME/" -- $arguments[2])
                set -l typed (commandline -ct | string collect)
                # An open quote cannot be unescaped before it is closed.
                set -l plain (string unescape -- $typed | string collect)
                switch $typed
                    case "'*" '"*'
                        set plain (string sub -s 2 -- $typed | string collect)
                end
                $program __complete "$workspace" "$plain" 2>/dev/null </dev/null
            end

            complete -c luahome -f
            complete -c luahome -n 'test (count (__luahome_arguments)) = 0' -s h -l help -d 'Show help'
            complete -c luahome -n 'test (count (__luahome_arguments)) = 0' -s V -l version -d 'Show the version'
            """;

    private final CommandModel model;
    private final StringBuilder out = new StringBuilder();

    FishCompletion(CommandModel model) {
        this.model = model;
    }

    String write() {
        out.append(HEAD.replace("@VALUED@", String.join(" ", model.valueOptions()))
                .replace("@STOPPING@", String.join(" ", model.stopping()))
                .replace(
                        ": its number, or - for that one and all behind it",
                        " with a number, or with `more` behind it"));
        model.commands()
                .forEach((name, spec) -> line("test (count (__luahome_arguments)) = 0")
                        .append(" -a ")
                        .append(name)
                        .append(" -d ")
                        .append(quote(CommandModel.summary(spec)))
                        .append('\n'));
        model.commands().forEach(this::command);
        return out.toString();
    }

    private StringBuilder line(String condition) {
        return out.append("complete -c luahome -n '").append(condition).append('\'');
    }

    private void command(String name, CommandSpec spec) {
        out.append('\n');
        if (name.equals("help")) {
            line("__luahome_at help 0")
                    .append(" -a ")
                    .append(quote(String.join(" ", model.commands().keySet())))
                    .append('\n');
            return;
        }
        for (OptionSpec option : spec.options()) {
            line(CommandModel.stopsAtArgument(spec) ? "__luahome_at " + name + " 0" : "__luahome_command " + name);
            for (String text : option.names()) {
                out.append(text.startsWith("--") ? " -l " + text.substring(2) : " -s " + text.substring(1));
            }
            out.append(CommandModel.takesValue(option) ? " -x" + action(option) : "");
            out.append(" -d ").append(quote(CommandModel.description(option))).append('\n');
        }
        for (PositionalParamSpec positional : spec.positionalParameters()) {
            String action = action(positional);
            if (!action.isEmpty()) {
                String more = CommandModel.repeats(positional) ? " more" : "";
                line("__luahome_at " + name + " " + positional.index().min() + more)
                        .append(action)
                        .append('\n');
            }
        }
    }

    private String action(ArgSpec spec) {
        return switch (model.values(spec)) {
            case WORDS -> " -a " + quote(String.join(" ", model.words(spec)));
            case WORKSPACE -> " -a '(__luahome_workspaces)'";
            case FILE -> " -a '(__fish_complete_path (commandline -ct))'";
            case DIRECTORY -> " -a '(__fish_complete_directories (commandline -ct))'";
            case TABLE -> " -a '(__luahome_tables)'";
            case NONE -> "";
        };
    }

    private static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
