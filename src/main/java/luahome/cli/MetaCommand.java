package luahome.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import luahome.console.Console;
import luahome.home.Home;
import luahome.lookup.MetaListing;
import luahome.session.ExitStatus;
import luahome.store.OpenMode;
import luahome.store.workspace.PagedStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code luahome meta}: facts about a workspace. */
final class MetaCommand implements Subcommand {
    @Override
    public String name() {
        return "meta";
    }

    @Override
    public String summary() {
        return "Show facts about a workspace, or one of them";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = OptionSpecs.command(
                name(),
                summary(),
                List.of(
                        "Shows the last committed state. Never changes anything.",
                        "",
                        "The keys: " + String.join(", ", MetaListing.KEYS) + "."),
                List.of(
                        "  $ luahome meta ~/work",
                        "  $ luahome meta ~/work tableCount",
                        "  $ luahome meta --json ~/work"));
        spec.addOption(OptionSpecs.json());
        spec.addPositional(OptionSpecs.workspaceArgument("0"));
        spec.addPositional(PositionalParamSpec.builder()
                .index("1")
                .arity("0..1")
                .paramLabel("KEY")
                .type(String.class)
                .completionCandidates(MetaListing.KEYS)
                .description("Print just the value of this key.")
                .build());
        OptionSpecs.exitStatuses(spec, false);
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Environment environment) throws Exception {
        Path workspace = OptionSpecs.workspace(arguments.matchedPositionalValue(0, null), environment);
        String key = arguments.matchedPositionalValue(1, null);
        boolean json = OptionSpecs.flag(arguments, "--json");
        String problem = key == null ? null : MetaListing.problem(key);
        if (problem != null) {
            throw new CommandFailure(problem);
        }
        try (Console console = environment.console(environment.stdin());
                Home home = Home.reading(PagedStore.open(workspace, OpenMode.READ))) {
            MetaListing meta = MetaListing.of(home);
            if (key != null) {
                console.print(json ? Json.value(meta.values().get(key)) : meta.text(key));
            } else if (json) {
                List<@Nullable Object> all = new ArrayList<>();
                meta.values().forEach((name, value) -> {
                    all.add(name);
                    all.add(value);
                });
                console.print(Json.object(all.toArray()));
            } else {
                meta.lines().forEach(console::print);
            }
        }
        return ExitStatus.DONE;
    }
}
