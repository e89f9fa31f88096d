package luahome.cli;

import java.nio.file.Path;
import java.util.List;
import luahome.command.builtin.MaintenanceCommands;
import luahome.console.Console;
import luahome.session.ExitStatus;
import luahome.store.Finding;
import luahome.store.workspace.PagedStore;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code luahome check}: whether a workspace or a backup is whole. */
final class CheckCommand implements Subcommand {
    @Override
    public String name() {
        return "check";
    }

    @Override
    public String summary() {
        return "Read everything in a workspace or a backup and report damage";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = OptionSpecs.command(
                name(),
                summary(),
                List.of(
                        "Reads the last committed state, also while another luahome writes, and changes nothing. A file"
                                + " in place of a workspace is taken for a backup. Tables that nothing leads to are told"
                                + " of; they are no damage.",
                        "",
                        "With --json: an array of { \"kind\", \"problem\", \"table\", \"message\" }."),
                List.of("  $ luahome check ~/work", "  $ luahome check /media/stick/work.db"));
        spec.addOption(OptionSpecs.json());
        spec.addPositional(OptionSpecs.workspaceArgument("0"));
        OptionSpecs.exitStatuses(spec, "Something is wrong; each finding is told.");
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Environment environment) throws Exception {
        Path workspace = OptionSpecs.workspace(arguments.matchedPositionalValue(0, null), environment);
        boolean json = OptionSpecs.flag(arguments, "--json");
        MaintenanceCommands.Tally tally = new MaintenanceCommands.Tally();
        try (Console console = environment.console(environment.stdin())) {
            JsonArray array = new JsonArray(console);
            try (ProgressLine progress = ProgressLine.of(environment, "checking", !json)) {
                PagedStore.check(
                        workspace,
                        finding -> {
                            tally.add(finding);
                            if (json) {
                                array.add(json(finding));
                            } else {
                                progress.interrupt(() -> console.print(MaintenanceCommands.line(finding)));
                            }
                        },
                        progress);
            }
            if (json) {
                array.end();
            } else if (tally.problems() == 0) {
                console.print(tally.sentence());
            }
        }
        if (tally.problems() == 0) {
            return ExitStatus.DONE;
        }
        if (json) {
            return ExitStatus.FAILED;
        }
        throw new CommandFailure(tally.sentence());
    }

    private static String json(Finding finding) {
        return Json.object(
                "kind", finding.kind().text(),
                "problem", finding.kind().isProblem(),
                "table", finding.table(),
                "message", finding.message());
    }
}
