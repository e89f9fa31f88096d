package luahome.terminal;

import java.io.IOError;
import java.io.IOException;
import java.io.UncheckedIOException;
import luahome.lua.run.Interrupted;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** The lines that the program reads from a terminal, and answers to questions. Used on the Lua thread unless said. */
final class ProgramLines {
    private final Terminal terminal;
    private final TerminalOutput out;
    private final Rendezvous rendezvous;
    private final TerminalLease lease;
    private final Runnable stop;
    private @Nullable LineReader reader;
    private volatile boolean cancelled;
    /** Whether the program reads a line just now. This and the next are guarded by this. */
    private boolean reading;
    /** Whether the user has asked to stop since the entry began. */
    private boolean interrupted;

    /** @param stop asks the program to stop; for any thread */
    ProgramLines(Terminal terminal, TerminalOutput out, Rendezvous rendezvous, TerminalLease lease, Runnable stop) {
        this.terminal = terminal;
        this.out = out;
        this.rendezvous = rendezvous;
        this.lease = lease;
        this.stop = stop;
    }

    /** Another entry begins: what the user asked to stop is over. */
    synchronized void begin() {
        interrupted = false;
    }

    /** Stops the program, also one that waits, or is about to wait, for a line. Any thread. */
    synchronized void interrupt() {
        interrupted = true;
        stop.run();
        if (reading) {
            rendezvous.interruptHelper();
        }
    }

    /** From now on there are no more lines. Any thread. */
    void cancel() {
        cancelled = true;
    }

    /** A line; null at the end of input. What the program wrote before on the same line is the prompt. */
    @Nullable
    String read() {
        reading(true);
        try {
            return readEdited();
        } finally {
            reading(false);
        }
    }

    private synchronized void reading(boolean now) {
        reading = now;
    }

    private @Nullable String readEdited() {
        String prompt = out.takeUnfinished();
        LineReader editor = reader();
        try {
            return lease.during(() -> {
                // A request to stop that came before this thread began has not reached it.
                requireNoInterrupt();
                // The editor draws the line anew, from its first column on.
                terminal.writer().print('\r');
                return cancelled ? null : editor.readLine(prompt.replace("%", "%%"));
            });
        } catch (UserInterruptException e) {
            stop.run();
            throw new Interrupted();
        } catch (EndOfFileException | IOError e) {
            requireNoInterrupt();
            return null;
        }
    }

    private synchronized void requireNoInterrupt() {
        if (interrupted) {
            throw new Interrupted();
        }
    }

    /** The answer to a question; null if there is none. */
    @Nullable
    String ask(String question) {
        out.flush();
        out.takeUnfinished();
        LineReader editor = reader();
        try {
            return lease.during(() -> cancelled ? null : editor.readLine(question.replace("%", "%%")));
        } catch (UserInterruptException | EndOfFileException | IOError e) {
            return null;
        }
    }

    private LineReader reader() {
        LineReader made = reader;
        if (made == null) {
            made = lineReader();
            reader = made;
        }
        return made;
    }

    private LineReader lineReader() {
        try {
            KeyLineReader made = new KeyLineReader(terminal);
            made.setParser(new EntryParser(new RemoteEntryHelp(rendezvous)));
            made.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
            made.setVariable(LineReader.DISABLE_HISTORY, true);
            made.setVariable(LineReader.DISABLE_COMPLETION, true);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
