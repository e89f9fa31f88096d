package luahome.prompt;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import luahome.assist.ErrorContext;
import luahome.command.Command;
import luahome.command.CommandCall;
import luahome.command.CommandTable;
import luahome.command.Context;
import luahome.console.Console;
import luahome.console.PromptText;
import luahome.debugger.ProgramDebugger;
import luahome.diagnostic.DebugTrace;
import luahome.diagnostic.HeapReserve;
import luahome.lookup.CommandException;
import luahome.lookup.DidYouMean;
import luahome.lookup.HeapUse;
import luahome.lua.LuaMachine;
import luahome.lua.text.SyntaxException;
import luahome.session.EntryText;
import luahome.session.ExitStatus;
import luahome.session.Outcome;
import luahome.session.PromptEntry;
import luahome.session.RolledBack;
import luahome.session.Session;
import luahome.setting.Setting;
import luahome.show.Caret;
import luahome.show.Quantity;
import luahome.store.StoreException;
import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;

/** The loop at the prompt: reads an entry, runs it as one transaction, prints what came out. */
public final class Repl {
    /** So often in a row the heap may be too full to read and answer an entry. */
    private static final int MOST_FAILURES = 20;

    /** An entry that only makes variables or entries nil. */
    private static final Pattern FREES = Pattern.compile(
            "[\\w.,\\[\\]'\"\\s]+=\\s*nil(?:\\s*,\\s*nil)*[\\s;]*|\\s*collectgarbage\\s*\\(\\s*\\)\\s*");

    private final Session session;
    private final Console console;
    private final Context context;
    private final PromptHelp help;

    /** The loop for one who sits at a session. */
    public Repl(Context context) {
        this.context = context;
        this.session = context.session();
        this.console = context.console();
        this.help = new PromptHelp(session, context.commands());
    }

    /**
     * Runs until the user leaves.
     *
     * @param version what the banner says
     * @return the exit status
     */
    public int run(String version) {
        if (console.interactive()) {
            console.print("luahome " + version + " · "
                    + Utf8.harmless(session.workspace().toString()) + " · "
                    + Quantity.of(session.home().tableCount(), "table", "tables"));
            console.print(":help lists the commands, Ctrl-D leaves");
            if (!session.home().writable()) {
                console.print("open for reading only; what is committed from now on, a new session shows");
            }
        }
        ProgramDebugger debugger = new ProgramDebugger(session, new StopPrompt(context)::at);
        context.prompt().debugger(debugger);
        int failures = 0;
        while (true) {
            try {
                Integer status = turn(debugger);
                if (status != null) {
                    return status;
                }
                failures = 0;
            } catch (RuntimeException | Error e) {
                failures++;
                if (!HeapReserve.ranOut(e) || failures == MOST_FAILURES) {
                    throw e;
                }
                recover(e);
            }
        }
    }

    /** Takes back what is open after the heap was found full, and says so, if there is room for that already. */
    private void recover(Throwable cause) {
        try {
            console.error(withHint(session.outOfMemory(cause).sentence()));
        } catch (RuntimeException | Error e) {
            if (!HeapReserve.ranOut(e)) {
                throw e;
            }
            // The next turn begins with another attempt, and what it needs is less.
            DebugTrace.trace(e);
        }
    }

    /**
     * Reads an entry and deals with it; answers the exit status if it was the last one.
     *
     * @param debugger what was to stop the entry before and has not is over
     */
    private @Nullable Integer turn(ProgramDebugger debugger) {
        String prompt = PromptText.entry(
                session.workspace(),
                session.home().pastRevision(),
                session.home().changedTables(),
                session.home().writable(),
                context.settings().value(Setting.PROMPT));
        String next = context.prompt().takeNextEntry();
        if (next == null) {
            debugger.goOn();
        }
        String entry = next == null ? console.readEntry(prompt, help) : entered(next, prompt);
        if (entry == null) {
            return ExitStatus.DONE;
        }
        return entry.isBlank() ? null : answer(entry);
    }

    /** A sentence that may be about the heap, with a way out if it stays full. */
    private String withHint(String sentence) {
        if (!sentence.contains(LuaMachine.notEnoughMemory())) {
            return sentence;
        }
        long held = HeapUse.heldMegabytes();
        return held == 0
                ? sentence
                : sentence + "; the session still holds " + held
                        + " MB: :globals lists in what, and for example t = nil frees it";
    }

    /** An entry that was not typed here: it is shown and remembered as if it was. */
    private String entered(String entry, String prompt) {
        console.print(prompt + entry.replace("\n", "\n" + PromptText.continuation(prompt)));
        console.remember(entry);
        return entry;
    }

    /** Deals with an entry; answers an exit status if it was the last one. */
    @Nullable
    Integer answer(String entry) {
        if (!session.hasRoom()
                && !CommandTable.isCommand(entry)
                && !FREES.matcher(entry).matches()) {
            console.error("there is too little memory left to run this; free some first, as in t = nil:"
                    + " :globals lists what the variables hold");
            return null;
        }
        try {
            return CommandTable.isCommand(entry) ? command(entry) : evaluate(entry);
        } catch (CommandException e) {
            console.error(String.valueOf(e.getMessage()));
        } catch (SyntaxException e) {
            byte[] source = entry.getBytes(StandardCharsets.UTF_8);
            console.error(Caret.under(e.getMessage(), source, e.line(), e.column()));
        } catch (StoreException e) {
            DebugTrace.trace(e);
            console.error(e.getMessage() + RolledBack.suffix(session.rollback()));
        }
        return null;
    }

    private @Nullable Integer command(String entry) throws CommandException {
        CommandCall call = context.commands().parse(entry.strip(), 1);
        Command.Next next = call.command().run(context, call.arguments());
        return next == Command.Next.LEAVE ? ExitStatus.DONE : null;
    }

    private @Nullable Integer evaluate(String entry) throws SyntaxException {
        PromptEntry compiled = PromptEntry.of(entry, session);
        Outcome outcome = session.transact(compiled::run);
        if (outcome instanceof Outcome.Done done) {
            compiled.keepLocals();
            session.remember(done.values());
            context.results().show(done.values(), console);
        } else if (outcome instanceof Outcome.Failed failed) {
            if (failed.value() != null) {
                session.rememberError(failed.value());
            }
            String meant = new DidYouMean(session).suffix(failed.message(), entry);
            String message = EntryText.message(failed.message()) + meant + RolledBack.suffix(failed.rolledBack());
            message = withHint(message);
            console.error(ErrorContext.shown(message, failed, entry, compiled));
        } else if (outcome instanceof Outcome.Exit exit) {
            return exit.status();
        } else {
            if (outcome instanceof Outcome.Broken broken) {
                DebugTrace.trace(broken.reason());
            }
            console.error(outcome.sentence());
        }
        return null;
    }
}
