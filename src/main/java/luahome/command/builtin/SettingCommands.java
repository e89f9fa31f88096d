package luahome.command.builtin;

import java.io.IOException;
import java.util.List;
import luahome.command.Command;
import luahome.command.Command.Next;
import luahome.command.Context;
import luahome.console.Console;
import luahome.diagnostic.DebugTrace;
import luahome.lookup.CommandException;
import luahome.lookup.SettingNames;
import luahome.session.Session;
import luahome.setting.Setting;
import luahome.setting.Settings;
import luahome.setting.SettingsFile;
import luahome.show.Columns;
import org.jspecify.annotations.Nullable;

/** The meta-command that shows and changes settings. */
public final class SettingCommands {
    /** In the order of help. */
    public static final List<Command> ALL = List.of(new Command(
                    "set",
                    "[name [value]]",
                    "list the settings, or change one",
                    List.of(
                            "The workspace keeps them, in its file settings; repl heeds them, eval and run do not.",
                            "A result shows ten times as many entries altogether as of one table.",
                            ":set NAME default gives a setting the value back that it had at first."),
                    List.of(
                            ":set",
                            ":set depth",
                            ":set depth 6",
                            ":set pager off",
                            ":set width 120",
                            ":set depth default"),
                    SettingCommands::set)
            .in(Command.Place.ANYWHERE));

    private SettingCommands() {}

    private static Next set(Context context, String arguments) throws CommandException {
        // People also write depth = 6, as it stands in the file.
        String[] words = arguments.split("\\s*=\\s*|\\s+");
        Settings settings = context.settings();
        Console console = context.console();
        if (arguments.isEmpty()) {
            console.page(list(settings)::forEach);
            return Next.GO_ON;
        }
        Setting setting = SettingNames.find(words[0].isEmpty() ? arguments : words[0]);
        if (words.length > 2) {
            throw new CommandException(
                    ":set takes a name and one value, as in :set " + setting.title() + " " + setting.standard());
        }
        if (words.length == 1) {
            console.print(setting.title() + " is " + settings.value(setting) + " (default " + setting.standard() + "): "
                    + setting.help() + "; takes " + setting.kind().description());
            return Next.GO_ON;
        }
        change(context, setting, words[1]);
        return Next.GO_ON;
    }

    private static void change(Context context, Setting setting, String value) throws CommandException {
        Settings settings = context.settings();
        boolean standard = value.equals(Setting.DEFAULT);
        if (standard) {
            settings.reset(setting);
        } else if (setting.kind().takes(value)) {
            settings.set(setting, value);
        } else {
            throw new CommandException(
                    setting.title() + " takes " + setting.kind().description() + ", not " + value);
        }
        context.console().arrange(settings);
        String now = setting.title() + " is " + settings.value(setting);
        String passing = keep(context.session(), setting, standard ? null : value);
        context.console().print(passing == null ? now : now + " for this session only: " + passing);
    }

    /** Keeps the value in the workspace; answers why it cannot be kept, null if it is. */
    private static @Nullable String keep(Session session, Setting setting, @Nullable String value) {
        if (!session.home().writable()) {
            return "the workspace is open for reading only";
        }
        if (session.sandbox()) {
            return "a sandbox keeps no settings";
        }
        try {
            new SettingsFile(session.workspace()).write(setting, value);
            return null;
        } catch (IOException e) {
            DebugTrace.trace(e);
            return e.getMessage();
        }
    }

    private static List<String> list(Settings settings) {
        Columns columns = new Columns("llll").row("SETTING", "VALUE", "DEFAULT", "");
        for (Setting setting : Setting.values()) {
            columns.row(setting.title(), settings.value(setting), setting.standard(), setting.help());
        }
        return columns.lines();
    }
}
