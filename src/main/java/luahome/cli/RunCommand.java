package luahome.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import luahome.prompt.SessionRun;
import luahome.script.SourceFile;
import luahome.session.SessionOptions;
import picocli.CommandLine.Model.CommandSpec;
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
                List.of("Changes are kept if it ends well, and taken back whole if it fails. The file gets the"
                        + " arguments in the table arg and as ... (three dots)."),
                List.of(
                        "  $ luahome run import.lua addresses.csv",
                        "  $ luahome run -w ~/work nightly.lua",
                        "  $ generate | luahome run -w ~/work -"));
        spec.addOption(OptionSpecs.workspaceOption());
        SessionOptionSpecs.addTo(spec);
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .paramLabel("FILE")
                .type(String.class)
                .required(true)
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
        SessionOptions options = SessionOptionSpecs.options(arguments);
        String file = arguments.matchedPositionalValue(0, STDIN);
        List<String> rest = arguments.matchedPositionalValue(1, List.of());
        boolean piped = file.equals(STDIN);
        byte[] source = piped ? environment.wholeInput() : read(file);
        InputStream in = piped ? InputStream.nullInputStream() : environment.stdin();
        return new SessionRun(workspace, environment.console(in), options).file(piped ? "stdin" : file, source, rest);
    }

    private static byte[] read(String file) throws CommandFailure {
        try {
            return SourceFile.read(file);
        } catch (IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }
}
