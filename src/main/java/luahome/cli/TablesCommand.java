package luahome.cli;

import java.nio.file.Path;
import java.util.List;
import luahome.console.Console;
import luahome.home.Home;
import luahome.home.value.HomeTable;
import luahome.lookup.TableListing;
import luahome.lookup.TablePath;
import luahome.session.ExitStatus;
import luahome.store.OpenMode;
import luahome.store.workspace.PagedStore;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code luahome tables}: what is stored. */
final class TablesCommand implements Subcommand {
    @Override
    public String name() {
        return "tables";
    }

    @Override
    public String summary() {
        return "List the stored tables, or the entries of one";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = OptionSpecs.command(
                name(),
                summary(),
                List.of(
                        "Shows the last committed state. Never changes anything and runs no stored code.",
                        "",
                        "With --json: an array of { \"id\", \"path\", \"entries\", \"bytes\" }, or, for one table, of"
                                + " { \"key\", \"value\" }. A table is written { \"table\": ID }, a function"
                                + " { \"function\": ID } or { \"builtin\": NAME }, a string that is not"
                                + " UTF-8 { \"base64\": \"...\" }, and a number that JSON lacks"
                                + " { \"number\": \"inf\" }."),
                List.of(
                        "  $ luahome tables ~/work",
                        "  $ luahome tables ~/work 42",
                        "  $ luahome tables ~/work '_home.jobs[3][\"odd key\"]'",
                        "  $ luahome tables --json ~/work | jq '.[] | select(.entries > 1000)'"));
        spec.addOption(OptionSpecs.json());
        spec.addPositional(OptionSpecs.workspaceArgument("0"));
        spec.addPositional(PositionalParamSpec.builder()
                .index("1")
                .arity("0..1")
                .paramLabel("ID|PATH")
                .type(String.class)
                .description("A table: its ID, or a path such as _home.jobs[3].")
                .build());
        OptionSpecs.exitStatuses(spec, false);
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Environment environment) throws Exception {
        Path workspace = OptionSpecs.workspace(arguments.matchedPositionalValue(0, null), environment);
        String path = arguments.matchedPositionalValue(1, null);
        boolean json = OptionSpecs.flag(arguments, "--json");
        try (Console console = environment.console(environment.stdin());
                Home home = Home.reading(PagedStore.open(workspace, OpenMode.READ))) {
            if (path != null) {
                entries(console, table(home, path), json);
            } else if (json) {
                JsonArray array = new JsonArray(console);
                TableListing.all(home)
                        .forEach(table -> array.add(Json.object(
                                "id", table.info().id(),
                                "path", table.path(),
                                "entries", table.info().entries(),
                                "bytes", table.info().bytes())));
                array.end();
            } else {
                TableListing.write(home, console.listingWidth(), console::print);
            }
        }
        return ExitStatus.DONE;
    }

    private static HomeTable table(Home home, String path) throws CommandFailure {
        try {
            return TablePath.of(home, path);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    private static void entries(Console console, HomeTable table, boolean json) {
        if (!json) {
            TableListing.entries(table, console::print);
            return;
        }
        JsonArray array = new JsonArray(console);
        table.forEach((key, value) -> {
            array.add(Json.object("key", key, "value", value));
            return true;
        });
        array.end();
    }
}
