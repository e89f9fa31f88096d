package luahome.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import luahome.console.Console;
import luahome.prompt.Program;
import luahome.prompt.SessionRun;
import luahome.script.SourceFile;
import luahome.session.SessionOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code luahome run}: Lua from a file. */
final class RunCommand implements Subcommand {
    private static final String STDIN = "-";

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String summary() {
        return "Run a Lua file in a workspace";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = OptionSpecs.command(
                name(),
                summary(),
                List.of(
                        "Changes are kept if it ends well, and taken back whole if it fails. The file gets the"
                                + " arguments in the table arg and as ... (three dots).",
                        "The word run may be left out: luahome FILE does the same."),
                List.of(
                        "  $ luahome run import.lua addresses.csv",
                        "  $ luahome run -w ~/work nightly.lua",
                        "  $ luahome -l tools -e 'tools.tidy(_home)'",
                        "  $ generate | luahome run -w ~/work -"));
        spec.addOption(OptionSpecs.workspaceOption());
        SessionOptionSpecs.addTo(spec);
        spec.addOption(list("-e", "CODE", "Run a piece of Lua before FILE, or without one."));
        spec.addOption(list("-l", "MODULE", "Require a module first, as a global of that name."));
        spec.addOption(OptionSpec.builder("-i")
                .type(boolean.class)
                .description("Go on at a prompt, if all ended well.")
                .build());
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .paramLabel("FILE")
                .type(String.class)
                .arity("0..1")
                .description("The file; - is the standard input.")
                .build());
        spec.addPositional(PositionalParamSpec.builder()
                .index("1..*")
                .arity("0..*")
                .paramLabel("ARG")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("Arguments for it; options too, once FILE is named.")
                .build());
        spec.parser().stopAtPositional(true);
        OptionSpecs.exitStatuses(spec, true);
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Environment environment) throws Exception {
        Path workspace = OptionSpecs.workspace(arguments.matchedOptionValue("-w", null), environment);
        SessionOptions options = SessionOptionSpecs.options(arguments, workspace);
        String file = arguments.matchedPositionalValue(0, null);
        List<String> modules = arguments.matchedOptionValue("-l", List.of());
        List<String> codes = arguments.matchedOptionValue("-e", List.of());
        boolean prompt = OptionSpecs.flag(arguments, "-i");
        if (file == null && modules.isEmpty() && codes.isEmpty() && !prompt) {
            throw new UsageException("missing required parameter: 'FILE'");
        }
        List<Program.Chunk> chunks = new ArrayList<>();
        modules.forEach(module -> chunks.add(chunk("_G[" + quoted(module) + "] = require " + quoted(module))));
        codes.forEach(code -> chunks.add(chunk(code)));
        boolean piped = STDIN.equals(file);
        if (file != null) {
            chunks.add(new Program.Chunk(piped ? "stdin" : file, piped ? environment.wholeInput() : read(file)));
        }
        boolean typed = prompt && !piped && environment.stdinTerminal();
        if (prompt && !piped && !typed) {
            chunks.add(new Program.Chunk("stdin", environment.wholeInput()));
        }
        List<String> rest = arguments.matchedPositionalValue(1, List.of());
        Console console = typed
                ? environment.promptConsole(workspace)
                : environment.console(piped || prompt ? InputStream.nullInputStream() : environment.stdin());
        return new SessionRun(workspace, console, options)
                .program(new Program(
                        chunks, piped ? "stdin" : file, rest, environment.launcher(), typed ? Version.number() : null));
    }

    private static OptionSpec list(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    private static Program.Chunk chunk(String code) {
        return new Program.Chunk("(command line)", code.getBytes(StandardCharsets.UTF_8));
    }

    /** A text as a Lua string. */
    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    private static byte[] read(String file) throws CommandFailure {
        try {
            return SourceFile.read(file);
        } catch (IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }
}
