package luahome.repl;

import java.util.List;
import luahome.show.ValuePrinter;
import luahome.store.StoreException;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Runs a script over a session: piece by piece, until the first error. */
final class ScriptRunner {
    private static final int GO_ON = -1;

    private final Session session;
    private final Console console;
    private final Commands commands = new Commands();
    private final Script.Source kind;
    private final String name;

    /** @param kind where the script comes from */
    ScriptRunner(Session session, Console console, Script.Source kind) {
        this.session = session;
        this.console = console;
        this.kind = kind;
        this.name = kind.name();
    }

    /**
     * Runs it.
     *
     * @param arguments what {@code ...} stands for in it
     * @return the exit status
     * @throws StoreException if the workspace cannot do its part; what was open is rolled back
     */
    int run(byte[] source, Varargs arguments) {
        List<Piece> pieces;
        try {
            pieces = Script.pieces(source, kind, session.machine()::compile, commands);
        } catch (ScriptException e) {
            console.error(String.valueOf(e.getMessage()));
            return ExitStatus.FAILED;
        }
        for (Piece piece : pieces) {
            int status = piece instanceof Piece.Segment segment
                    ? run(segment, arguments)
                    : run((Piece.Call) piece);
            if (status != GO_ON) {
                return status;
            }
        }
        return ExitStatus.DONE;
    }

    private int run(Piece.Call call) {
        try {
            Command.Next next = call.command().run(new Command.Context(session, console), call.arguments());
            return next == Command.Next.LEAVE ? ExitStatus.DONE : GO_ON;
        } catch (CommandException e) {
            console.error(name + ":" + call.line() + ": " + e.getMessage());
            return ExitStatus.FAILED;
        }
    }

    private int run(Piece.Segment segment, Varargs arguments) {
        ValuePrinter printer = new ValuePrinter(session.settings().limits(console.width()));
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
            console.error(position + failed.message() + RolledBack.suffix(failed.rolledBack())
                    + (traceback == null || !Debug.enabled() ? "" : "\n" + traceback));
            return ExitStatus.FAILED;
        }
        console.error("interrupted" + RolledBack.suffix(((Outcome.Stopped) outcome).rolledBack()));
        return ExitStatus.INTERRUPTED;
    }
}
