package luahome.command.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import luahome.command.Command;
import luahome.command.Command.Next;
import luahome.command.Command.Place;
import luahome.command.CommandArguments;
import luahome.command.Context;
import luahome.console.Console;
import luahome.debugger.BreakPlace;
import luahome.debugger.Breakpoint;
import luahome.debugger.ProgramDebugger;
import luahome.debugger.Stop;
import luahome.debugger.StopText;
import luahome.home.value.Cell;
import luahome.lookup.CommandException;
import luahome.lua.LuaMachine;
import luahome.lua.run.FrameVariables;
import luahome.lua.text.SyntaxException;
import luahome.session.PromptEntry;
import luahome.show.Limits;
import luahome.show.ValuePrinter;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The meta-commands that stop programs, look at one that has stopped, and let it go on. */
final class DebugCommands {
    /** In the order of help. */
    static final List<Command> ALL = List.of(
            new Command(
                            "break",
                            "[PLACE]",
                            "stop programs at a line or a function, or list where they stop",
                            List.of(
                                    "At a stop the prompt is debug>: Lua sees the variables of the program there, and what it"
                                            + " assigns to them is so.",
                                    ":step, :next, :finish, :continue and :abort let it go on; :vars, :where, :up and :down"
                                            + " show more of it.",
                                    "PLACE is FILE:LINE, or a function, with if and a condition behind it or not. A file is named by the end of its path, an entry is stdin; at a stop a line alone will do."
                                            + " Breakpoints last as long as the session."),
                            List.of(
                                    ":break shop.lua:12",
                                    ":break shop.lua:12 if price > 100",
                                    ":break _home.shop.buy",
                                    ":break"),
                            DebugCommands::setBreak)
                    .in(Place.ANYWHERE),
            new Command(
                            "unbreak",
                            "NUMBER|all",
                            "no longer stop at a breakpoint",
                            List.of(":break lists them with their numbers."),
                            List.of(":unbreak 1", ":unbreak all"),
                            DebugCommands::unbreak)
                    .in(Place.ANYWHERE),
            new Command(
                            "step",
                            "[LUA]",
                            "go on to the next line, also in a function that is called there",
                            List.of("With Lua behind it, between entries: runs that, and stops at its first line."),
                            List.of(":step", ":step _home.shop.buy(3)"),
                            DebugCommands::step)
                    .in(Place.ANYWHERE),
            atStop("next", "go on to the next line of this function", DebugCommands::next),
            atStop("finish", "go on until this function has returned", DebugCommands::finish),
            atStop(
                    "continue",
                    "go on to the next breakpoint, or the end",
                    (debugger, stop, console) -> debugger.goOn()),
            new Command(
                            "abort",
                            "",
                            "end the program, and take back what it did",
                            List.of("So does Ctrl-D."),
                            List.of(":abort"),
                            DebugCommands::abort)
                    .in(Place.AT_STOP),
            atStop("vars", "list the variables of the function that is looked at", DebugCommands::vars),
            atStop("where", "show the callers, and the lines around", DebugCommands::where),
            atStop("up", "look at the caller", (debugger, stop, console) -> move(stop, console, 1)),
            atStop("down", "look at what was called", (debugger, stop, console) -> move(stop, console, -1)));

    private static final Pattern CONDITION = Pattern.compile("(.*?)\\s+if\\s+(.+)");
    private static final int LINES_AROUND = 3;

    private DebugCommands() {}

    private static Command atStop(String name, String summary, Handler handler) {
        return new Command(name, "", summary, List.of(), List.of(":" + name), (context, arguments) -> {
                    CommandArguments.none(name, arguments);
                    ProgramDebugger debugger = context.prompt().debugger();
                    Stop stop = debugger.stop();
                    if (stop == null) {
                        throw new CommandException("no program has stopped");
                    }
                    handler.run(debugger, stop, context.console());
                    return Next.GO_ON;
                })
                .in(Place.AT_STOP);
    }

    private static Next setBreak(Context context, String arguments) throws CommandException {
        ProgramDebugger debugger = context.prompt().debugger();
        if (arguments.isEmpty()) {
            list(debugger, context.console());
            return Next.GO_ON;
        }
        Matcher conditional = CONDITION.matcher(arguments);
        String where = conditional.matches() ? conditional.group(1) : arguments;
        String condition = conditional.matches() ? conditional.group(2) : null;
        BreakPlace place = BreakPlace.parse(where, chunk(debugger.stop()));
        if (place == null) {
            throw new CommandException("not a place to stop at: " + where
                    + "; write :break FILE:LINE or :break FUNCTION, with if EXPR behind it or not");
        }
        if (condition != null) {
            requireExpression(context, condition);
        }
        Breakpoint added = debugger.add(place, condition);
        context.console().print("breakpoint " + added.number() + " at " + added);
        return Next.GO_ON;
    }

    private static @Nullable String chunk(@Nullable Stop stop) {
        return stop == null ? null : LuaMachine.chunkName(stop.selected().code());
    }

    private static void requireExpression(Context context, String condition) throws CommandException {
        try {
            PromptEntry.of("return " + condition, context.session());
        } catch (SyntaxException e) {
            throw new CommandException("not an expression: " + condition + " (" + e.getMessage() + ")");
        }
    }

    private static void list(ProgramDebugger debugger, Console console) {
        if (debugger.breakpoints().isEmpty()) {
            console.print("no breakpoints; :break FILE:LINE sets one");
        }
        for (Breakpoint breakpoint : debugger.breakpoints()) {
            long hits = breakpoint.hits();
            console.print(breakpoint.number() + "  " + breakpoint
                    + (hits == 0 ? "  not reached yet" : "  reached " + (hits == 1 ? "once" : hits + " times")));
        }
    }

    private static Next unbreak(Context context, String arguments) throws CommandException {
        ProgramDebugger debugger = context.prompt().debugger();
        List<Breakpoint> chosen = debugger.breakpoints().stream()
                .filter(breakpoint -> arguments.equals("all") || arguments.equals("" + breakpoint.number()))
                .toList();
        if (chosen.isEmpty() && !arguments.equals("all")) {
            throw new CommandException(
                    arguments.isEmpty()
                            ? ":unbreak takes the number of a breakpoint, or all"
                            : "there is no breakpoint " + arguments + "; :break lists them");
        }
        chosen.forEach(debugger::remove);
        return Next.GO_ON;
    }

    private static Next step(Context context, String arguments) throws CommandException {
        ProgramDebugger debugger = context.prompt().debugger();
        boolean isStanding = debugger.stop() != null;
        if (isStanding) {
            CommandArguments.none("step", arguments);
        } else if (arguments.isEmpty()) {
            throw new CommandException("no program has stopped; :step LUA runs some, and stops at its first line");
        } else {
            context.prompt().enter(arguments);
        }
        debugger.stepInto();
        return Next.GO_ON;
    }

    private static void next(ProgramDebugger debugger, Stop stop, Console console) {
        debugger.stepOver(stop.top().position());
    }

    private static void finish(ProgramDebugger debugger, Stop stop, Console console) {
        debugger.stepOut(stop.selected().position());
    }

    private static Next abort(Context context, String arguments) throws CommandException {
        CommandArguments.none("abort", arguments);
        context.prompt().debugger().goOn();
        context.session().interrupt();
        return Next.GO_ON;
    }

    private static void vars(ProgramDebugger debugger, Stop stop, Console console) {
        FrameVariables variables = stop.variables();
        List<String> lines = new ArrayList<>();
        add(lines, "", variables.locals());
        Varargs extra = variables.extraArguments();
        if (extra != null && extra.narg() > 0) {
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= extra.narg(); i++) {
                values.add(shown(extra.arg(i)));
            }
            lines.add("... = " + String.join(", ", values));
        }
        add(lines, "  (of a function around)", variables.upvalues());
        if (lines.isEmpty()) {
            lines.add("no variables here but globals");
        }
        console.page(lines::forEach);
    }

    private static void add(List<String> lines, String remark, Map<String, Cell> variables) {
        variables.forEach((name, cell) -> {
            if (!name.equals("_ENV") && !PromptEntry.isOwn(name)) {
                lines.add(name + " = " + shown(cell.get()) + remark);
            }
        });
    }

    private static String shown(LuaValue value) {
        return new ValuePrinter(Limits.line()).print(value);
    }

    private static void where(ProgramDebugger debugger, Stop stop, Console console) {
        List<String> lines = new ArrayList<>(StopText.stack(stop));
        lines.addAll(StopText.around(stop, LINES_AROUND));
        console.page(lines::forEach);
    }

    private static void move(Stop stop, Console console, int levels) throws CommandException {
        if (!stop.select(stop.level() + levels)) {
            throw new CommandException(levels > 0 ? "nothing in Lua has called this" : "this is where it has stopped");
        }
        StopText.selected(stop).forEach(console::print);
    }

    /** Does a command at a stop. */
    @FunctionalInterface
    private interface Handler {
        void run(ProgramDebugger debugger, Stop stop, Console console) throws CommandException;
    }
}
