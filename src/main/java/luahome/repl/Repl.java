package luahome.repl;

import java.nio.charset.StandardCharsets;
import java.util.List;
import luahome.lua.SyntaxException;
import luahome.show.Caret;
import luahome.show.Count;
import luahome.show.Limits;
import luahome.home.Utf8;
import luahome.show.ValuePrinter;
import luahome.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The loop at the prompt: reads an entry, runs it as one transaction, prints what came out. */
final class Repl implements Console.EntryHelp {
    private static final String CHUNK = "stdin";

    private final Session session;
    private final Console console;
    private final Commands commands = new Commands();
    private final Completion completion;

    Repl(Session session, Console console) {
        this.session = session;
        this.console = console;
        this.completion = new Completion(session, commands);
    }

    /**
     * Runs until the user leaves.
     *
     * @param version what the banner says
     * @return the exit status
     */
    int run(String version) {
        if (console.interactive()) {
            console.print("luahome " + version + " · " + Utf8.harmless(session.workspace().toString()) + " · "
                    + Count.of(session.home().metadata().tableCount(), "table", "tables"));
            console.print(":help lists the commands, Ctrl-D leaves");
            if (!session.home().writable()) {
                console.print("open for reading only; what is committed from now on, a new session shows");
            }
        }
        while (true) {
            String prompt = Prompts.entry(
                    session.workspace(), session.home().changedTables(), session.home().writable());
            String entry = console.readEntry(prompt, this);
            if (entry == null) {
                return ExitStatus.DONE;
            }
            Integer status = entry.isBlank() ? null : answer(entry);
            if (status != null) {
                return status;
            }
        }
    }

    /** Deals with an entry; answers an exit status if it was the last one. */
    private @Nullable Integer answer(String entry) {
        try {
            return Commands.isCommand(entry) ? command(entry) : evaluate(entry);
        } catch (CommandException e) {
            console.error(String.valueOf(e.getMessage()));
        } catch (SyntaxException e) {
            byte[] source = entry.getBytes(StandardCharsets.UTF_8);
            console.error(Caret.under(e.getMessage(), source, e.line(), e.column()));
        } catch (StoreException e) {
            Debug.trace(e);
            console.error(e.getMessage() + RolledBack.suffix(session.home().rollback()));
        }
        return null;
    }

    private @Nullable Integer command(String entry) throws CommandException {
        Piece.Call call = commands.parse(entry.strip(), 1);
        Command.Next next = call.command().handler().run(new Command.Context(session, console), call.arguments());
        return next == Command.Next.LEAVE ? ExitStatus.DONE : null;
    }

    private @Nullable Integer evaluate(String entry) throws SyntaxException {
        Entry compiled = compile(entry);
        Outcome outcome = session.transact(() -> session.machine().call(compiled.function(), LuaValue.NONE));
        if (outcome instanceof Outcome.Done done) {
            show(done.values());
        } else if (outcome instanceof Outcome.Failed failed) {
            console.error(failed.message() + RolledBack.suffix(failed.rolledBack()));
        } else if (outcome instanceof Outcome.Stopped stopped) {
            console.error("interrupted" + RolledBack.suffix(stopped.rolledBack()));
        } else if (outcome instanceof Outcome.Broken broken) {
            Debug.trace(broken.reason());
            console.error(broken.reason().getMessage() + RolledBack.suffix(broken.rolledBack()));
        } else if (outcome instanceof Outcome.Exit exit) {
            return exit.status();
        }
        return null;
    }

    private void show(Varargs values) {
        session.remember(values);
        new ValuePrinter(Limits.result(console.width())).print(values).forEach(console::print);
    }

    private Entry compile(String entry) throws SyntaxException {
        return Entry.of(entry.getBytes(StandardCharsets.UTF_8), 1, session.machine()::compile, CHUNK);
    }

    @Override
    public boolean incomplete(String text) {
        if (text.isBlank() || Commands.isCommand(text)) {
            return false;
        }
        try {
            compile(text);
            return false;
        } catch (SyntaxException e) {
            return e.incomplete();
        }
    }

    @Override
    public List<Console.Suggestion> complete(String text) {
        return completion.of(text);
    }
}
