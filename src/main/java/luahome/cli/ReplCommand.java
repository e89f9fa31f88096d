package luahome.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import luahome.repl.Consents;
import luahome.repl.Console;
import luahome.repl.InitFile;
import luahome.repl.Runs;
import luahome.repl.SessionOptions;
import luahome.repl.Setting;
import luahome.repl.Settings;
import luahome.repl.TerminalFactory;
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
        CommandSpec spec = Specs.command(
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
        spec.addPositional(Specs.workspaceArgument("0"));
        SessionSpecs.addTo(spec);
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
        Specs.exitStatuses(spec, true);
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Environment environment) throws Exception {
        Path workspace = Specs.workspace(arguments.matchedPositionalValue(0, null), environment);
        SessionOptions options = SessionSpecs.options(arguments);
        InitFile init = new InitFile(new Consents(environment.consents()), Specs.flag(arguments, INIT));
        Map<Setting, String> asked = asked(arguments);
        if (!environment.stdinTerminal()) {
            // Read before the workspace is opened: whoever writes into the pipe may be using it until then.
            byte[] source = environment.wholeInput();
            Console console = environment.console(InputStream.nullInputStream());
            return new Runs(workspace, console, options, init, asked).script("stdin", source);
        }
        Console console = environment.stdoutTerminal()
                ? TerminalFactory.find().open(workspace.resolve("history"), environment.usualColours())
                : environment.console(environment.stdin());
        return new Runs(workspace, console, options, init, asked).interactive(Version.number());
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
