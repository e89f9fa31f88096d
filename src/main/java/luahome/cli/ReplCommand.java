package luahome.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import luahome.console.Console;
import luahome.prompt.SessionRun;
import luahome.script.InitFile;
import luahome.script.TrustedFiles;
import luahome.session.SessionOptions;
import luahome.setting.Setting;
import luahome.setting.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code luahome repl}: the prompt, or a script from a pipe. */
final class ReplCommand implements Subcommand {
    private static final String COLOR = "--color";
    private static final String INIT = "--init";

    @Override
    public String name() {
        return "repl";
    }

    @Override
    public String summary() {
        return "Open a workspace at a prompt, or run Lua from a pipe in it";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = OptionSpecs.command(
                name(),
                summary(),
                List.of(
                        "What you put into the table _home is there again tomorrow. The workspace is created if it is"
                                + " absent. Each entry is a transaction: it is kept when it ends well, and taken back"
                                + " whole when it fails or is interrupted.",
                        "",
                        "Lua from a pipe is read whole and compiled before any of it runs; between the Lua, lines such"
                                + " as :save are commands. The first error ends the run."),
                List.of(
                        "  $ luahome repl ~/work",
                        "  $ echo '_home.n = (_home.n or 0) + 1 print(_home.n)' | luahome repl ~/work",
                        "  $ luahome repl ~/work < nightly.lua"));
        spec.addPositional(OptionSpecs.workspaceArgument("0"));
        SessionOptionSpecs.addTo(spec);
        spec.addOption(OptionSpec.builder(COLOR)
                .paramLabel("WHEN")
                .type(String.class)
                .completionCandidates(Settings.COLOR_VALUES)
                .description("Colours at the terminal: auto, always or never; else as :set color says, auto at first.")
                .build());
        spec.addOption(OptionSpec.builder(INIT)
                .type(boolean.class)
                .description("Run the workspace's init.lua without asking.")
                .build());
        OptionSpecs.exitStatuses(spec, true);
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Environment environment) throws Exception {
        Path workspace = OptionSpecs.workspace(arguments.matchedPositionalValue(0, null), environment);
        SessionOptions options = SessionOptionSpecs.options(arguments);
        InitFile init = new InitFile(new TrustedFiles(environment.trusted()), OptionSpecs.flag(arguments, INIT));
        Map<Setting, String> asked = asked(arguments);
        if (!environment.stdinTerminal()) {
            // Read before the workspace is opened: whoever writes into the pipe may be using it until then.
            byte[] source = environment.wholeInput();
            Console console = environment.console(InputStream.nullInputStream());
            return new SessionRun(workspace, console, options, init, asked).script("stdin", source);
        }
        return new SessionRun(workspace, environment.promptConsole(workspace), options, init, asked)
                .interactive(Version.number());
    }

    /** What the options say of settings. */
    private static Map<Setting, String> asked(ParseResult arguments) throws UsageException {
        String when = arguments.matchedOptionValue(COLOR, null);
        if (when == null) {
            return Map.of();
        }
        if (!Settings.COLOR_VALUES.contains(when)) {
            throw new UsageException("not a way to use colours: " + when + "; write auto, always or never");
        }
        return Map.of(Setting.COLOR, when);
    }
}
