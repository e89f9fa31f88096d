package luahome.script;

import java.util.List;
import luahome.command.Command;
import luahome.command.CommandCall;
import luahome.command.Context;
import luahome.console.Console;
import luahome.diagnostic.DebugTrace;
import luahome.lookup.CommandException;
import luahome.session.Entry;
import luahome.session.ExitStatus;
import luahome.session.Outcome;
import luahome.session.RolledBack;
import luahome.session.Session;
import luahome.show.ValuePrinter;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Runs a script over a session: piece by piece, until the first error. */
public final class ScriptRunner {
    private static final int GO_ON = -1;

    private final Context context;
    private final Session session;
    private final Console console;
    private final Script.Source kind;
    private final String name;

    /** @param kind where the script comes from */
    public ScriptRunner(Context context, Script.Source kind) {
        this.context = context;
        this.session = context.session();
        this.console = context.console();
        this.kind = kind;
        this.name = kind.name();
    }

    /**
     * Runs it.
     *
     * @param arguments what {@code ...} stands for in it
     * @return the exit status
     * @throws luahome.store.StoreException if the workspace cannot do its part; what was open is rolled back
     */
    public int run(byte[] source, Varargs arguments) {
        Integer status = runOn(source, arguments);
        return status == null ? ExitStatus.DONE : status;
    }

    /** Runs it; answers the exit status if it failed or asked to end, and null if it came to its last line. */
    public @Nullable Integer runOn(byte[] source, Varargs arguments) {
        List<ScriptPart> parts;
        try {
            parts = Script.parts(source, kind, session.machine()::compile, context.commands());
        } catch (ScriptException e) {
            console.error(String.valueOf(e.getMessage()));
            return ExitStatus.FAILED;
        }
        for (ScriptPart part : parts) {
            int status = part instanceof ScriptPart.Segment segment
                    ? run(segment, arguments)
                    : run(((ScriptPart.Call) part).call());
            if (status != GO_ON) {
                return status;
            }
        }
        return null;
    }

    private int run(CommandCall call) {
        try {
            Command.Next next = call.command().run(context, call.arguments());
            return next == Command.Next.LEAVE ? ExitStatus.DONE : GO_ON;
        } catch (CommandException e) {
            String position = name + ":" + call.line() + ": ";
            String message = String.valueOf(e.getMessage());
            console.error(message.startsWith(position) ? message : position + message);
            return ExitStatus.FAILED;
        }
    }

    private int run(ScriptPart.Segment segment, Varargs arguments) {
        ValuePrinter printer = new ValuePrinter(context.settings().limits(console.width()));
        Outcome outcome = session.transact(() -> {
            for (Entry entry : segment.entries()) {
                Varargs values = session.machine().call(entry.function(), arguments);
                if (segment.echo()) {
                    session.remember(values);
                    printer.print(values).forEach(console::print);
                }
            }
            return LuaValue.NONE;
        });
        if (outcome instanceof Outcome.Done) {
            return GO_ON;
        }
        if (outcome instanceof Outcome.Exit exit) {
            return exit.status();
        }
        if (outcome instanceof Outcome.Broken broken) {
            throw broken.reason();
        }
        if (outcome instanceof Outcome.Failed failed) {
            String position = failed.message().startsWith(name + ":") ? "" : name + ": ";
            String traceback = failed.traceback();
            console.error(position
                    + failed.message()
                    + RolledBack.suffix(failed.rolledBack())
                    + (traceback == null || !DebugTrace.enabled() ? "" : "\n" + traceback));
            return ExitStatus.FAILED;
        }
        console.error("interrupted" + RolledBack.suffix(((Outcome.Stopped) outcome).rolledBack()));
        return ExitStatus.INTERRUPTED;
    }
}
