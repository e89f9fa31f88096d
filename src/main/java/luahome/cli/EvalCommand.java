package luahome.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import luahome.prompt.SessionRun;
import luahome.session.SessionOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code luahome eval}: Lua from the command line. */
final class EvalCommand implements Subcommand {
    @Override
    public String name() {
        return "eval";
    }

    @Override
    public String summary() {
        return "Run a piece of Lua in a workspace and print its value";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = OptionSpecs.command(
                name(),
                summary(),
                List.of("Changes are kept if it ends well. Values are printed as Lua source; to get a bare string, use"
                        + " print."),
                List.of(
                        "  $ luahome eval '#_home.jobs'",
                        "  $ luahome eval -w ~/work 'print(_home.greeting)'",
                        "  $ luahome eval -w ~/work '_home.jobs = nil'"));
        spec.addOption(OptionSpecs.workspaceOption());
        SessionOptionSpecs.addTo(spec);
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .paramLabel("CODE")
                .type(String.class)
                .required(true)
                .description("An expression or statements.")
                .build());
        OptionSpecs.exitStatuses(spec, true);
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Environment environment) throws Exception {
        Path workspace = OptionSpecs.workspace(arguments.matchedOptionValue("-w", null), environment);
        SessionOptions options = SessionOptionSpecs.options(arguments, workspace);
        String code = arguments.matchedPositionalValue(0, "");
        return new SessionRun(workspace, environment.console(environment.stdin()), options)
                .evaluate(code.getBytes(StandardCharsets.UTF_8));
    }
}
