package luahome.command.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import luahome.command.Command;
import luahome.command.CommandArguments;
import luahome.command.Context;
import luahome.lookup.CommandException;
import luahome.script.Script;
import luahome.script.ScriptRunner;
import luahome.script.SourceFile;
import luahome.session.ExitStatus;
import luahome.text.Utf8;
import org.luaj.vm2.LuaValue;

/** The meta-commands about the world around: files, other programs, the screen, and what was typed. */
public final class ShellCommands {
    /** In the order of help. */
    public static final List<Command> ALL = List.of(
            new Command(
                    "run",
                    "FILE",
                    "run a file of Lua and commands here",
                    List.of("It runs as luahome run does: what it did is kept, its first error ends it."),
                    List.of(":run import.lua"),
                    ShellCommands::run),
            new Command(
                            "history",
                            "[TEXT]",
                            "list what was typed, or the entries with a text in them",
                            List.of("What begins with a blank is not remembered."),
                            List.of(":history", ":history players"),
                            ShellCommands::history)
                    .in(Command.Place.ANYWHERE),
            new Command(
                            "clear",
                            "",
                            "wipe the screen",
                            List.of("So does Ctrl-L."),
                            List.of(":clear"),
                            ShellCommands::clear)
                    .in(Command.Place.ANYWHERE),
            new Command(
                            "!",
                            "COMMAND",
                            "run a command of the shell",
                            List.of(),
                            List.of(":! ls -l", ":!date"),
                            ShellCommands::shell)
                    .in(Command.Place.ANYWHERE));

    private ShellCommands() {}

    private static Command.Next run(Context context, String argument) throws CommandException {
        outside(context, ":run");
        if (argument.isEmpty()) {
            throw new CommandException("which file is to be run? write for example :run import.lua");
        }
        byte[] source;
        try {
            source = SourceFile.read(argument);
        } catch (IOException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
        Script.Source kind = new Script.Source(argument, false);
        int status = new ScriptRunner(context, kind).run(source, LuaValue.NONE);
        if (status != ExitStatus.DONE) {
            throw new CommandException(argument + " ended with status " + status);
        }
        return Command.Next.GO_ON;
    }

    private static Command.Next history(Context context, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        List<String> entries = context.console().history().stream()
                .filter(entry -> entry.toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        // The file of a workspace that comes from others may hold what nobody typed here.
        context.console()
                .page(taker -> entries.forEach(
                        entry -> Utf8.text(Utf8.bytes(entry)).lines().forEach(taker)));
        return Command.Next.GO_ON;
    }

    private static Command.Next clear(Context context, String argument) throws CommandException {
        CommandArguments.none("clear", argument);
        context.console().clear();
        return Command.Next.GO_ON;
    }

    private static Command.Next shell(Context context, String command) throws CommandException {
        outside(context, ":!");
        if (command.isEmpty()) {
            throw new CommandException("a command is missing; write for example :! ls -l");
        }
        try {
            context.console().out().flush();
            Process process =
                    new ProcessBuilder("/bin/sh", "-c", command).inheritIO().start();
            int status = process.waitFor();
            if (status != 0) {
                throw new CommandException("the command ended with status " + status);
            }
            return Command.Next.GO_ON;
        } catch (IOException e) {
            throw new CommandException("cannot run a shell: " + e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException("the Lua thread was interrupted", e);
        }
    }

    private static void outside(Context context, String command) throws CommandException {
        if (context.session().sandbox()) {
            throw new CommandException(command + " is not for a sandbox");
        }
    }
}
