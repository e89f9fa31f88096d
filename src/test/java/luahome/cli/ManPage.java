package luahome.cli;

import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes manual pages in roff, with the macros of man(7). */
final class ManPage {
    private final StringBuilder out = new StringBuilder();

    private ManPage() {}

    /** The page of the whole program. */
    static String of(CommandModel model) {
        ManPage page = new ManPage();
        page.head("luahome", model.root());
        page.section("SYNOPSIS").text("luahome COMMAND [ARGUMENTS]");
        page.section("DESCRIPTION").paragraphs(model.root().usageMessage().description());
        page.section("COMMANDS");
        model.commands().forEach((name, spec) -> page.item(name, CommandModel.summary(spec) + "."));
        page.options(model.root());
        page.section("EXAMPLES").examples(model.root().usageMessage().footer());
        page.section("ENVIRONMENT");
        page.item(
                "LUAHOME_WORKSPACE",
                "The workspace that is used when none is named; else luahome in $XDG_DATA_HOME"
                        + " or in ~/.local/share.");
        page.item("LUAHOME_JAVA", "The Java to use: the java binary or its home.");
        page.item("LUAHOME_JAVA_OPTS", "Options for Java, split at spaces.");
        page.item("LUAHOME_DEBUG", "If 1, failures are told with where in the program they occurred.");
        page.item("NO_COLOR", "If set and not empty, there are no colours.");
        page.section("SEE ALSO")
                .text(String.join(
                        ", ",
                        model.commands().keySet().stream()
                                .filter(name -> !name.equals("help"))
                                .map(name -> "luahome-" + name + "(1)")
                                .toList()));
        return page.out.toString();
    }

    /** The page of a subcommand. */
    static String of(String name, CommandSpec spec) {
        ManPage page = new ManPage();
        page.head("luahome-" + name, spec);
        StringBuilder synopsis = new StringBuilder("luahome " + name + " [OPTIONS]");
        for (PositionalParamSpec positional : spec.positionalParameters()) {
            boolean required = positional.arity().min() > 0;
            synopsis.append(required ? " " : " [")
                    .append(positional.paramLabel())
                    .append(CommandModel.repeats(positional) ? "..." : "")
                    .append(required ? "" : "]");
        }
        page.section("SYNOPSIS").text(synopsis.toString());
        page.section("DESCRIPTION").paragraphs(spec.usageMessage().description());
        if (!spec.positionalParameters().isEmpty()) {
            page.section("ARGUMENTS");
            spec.positionalParameters().forEach(one -> page.item(one.paramLabel(), CommandModel.description(one)));
        }
        page.options(spec);
        Map<String, String> statuses = spec.usageMessage().exitCodeList();
        if (!statuses.isEmpty()) {
            page.section("EXIT STATUS");
            statuses.forEach(page::item);
        }
        page.section("EXAMPLES").examples(spec.usageMessage().footer());
        page.section("SEE ALSO").text("luahome(1)");
        return page.out.toString();
    }

    private void head(String name, CommandSpec spec) {
        out.append(".\\\" Generated from the model of the command line: see CompletionFilesTest.\n");
        out.append(".TH ")
                .append(escape(name).toUpperCase(java.util.Locale.ROOT))
                .append(" 1 \"\" luahome\n");
        section("NAME");
        out.append(escape(name))
                .append(" \\- ")
                .append(escape(CommandModel.summary(spec)))
                .append('\n');
    }

    private ManPage section(String title) {
        out.append(".SH ").append(title).append('\n');
        return this;
    }

    private void options(CommandSpec spec) {
        section("OPTIONS");
        for (OptionSpec option : spec.options()) {
            String value = CommandModel.takesValue(option) ? " " + option.paramLabel() : "";
            item(String.join(", ", option.names()) + value, CommandModel.description((ArgSpec) option));
        }
    }

    private void item(String term, String text) {
        out.append(".TP\n.B ").append(escape(term)).append('\n');
        text(text);
    }

    private void paragraphs(String... lines) {
        for (String line : lines) {
            if (line.isEmpty()) {
                out.append(".PP\n");
            } else {
                text(line.replace("%%", "%"));
            }
        }
    }

    private void examples(String... lines) {
        out.append(".nf\n");
        for (String line : lines) {
            out.append(line.isEmpty() ? ".sp" : escape(line.replace("%%", "%").strip()))
                    .append('\n');
        }
        out.append(".fi\n");
    }

    private void text(String line) {
        out.append(escape(line)).append('\n');
    }

    /** A text that stands for itself: a dot or quote at the beginning of a line would be a request. */
    private static String escape(String text) {
        String escaped = text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti")
                .replace("`", "\\(ga");
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }
}
