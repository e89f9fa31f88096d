package luahome.terminal;

import java.io.ByteArrayInputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import luahome.browse.Browser;
import luahome.console.Colours;
import luahome.console.Console;
import luahome.console.PromptText;
import luahome.diagnostic.DebugTrace;
import luahome.session.Work;
import luahome.setting.Setting;
import luahome.setting.Settings;
import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp;
import org.jline.utils.ShutdownHooks;
import org.jspecify.annotations.Nullable;

/** The console of a terminal. */
final class JLineConsole implements Console {
    /** More lines than this are not paged: the command line lists the rest. */
    private static final int PAGED_LINES = 100_000;

    /** What a terminal is taken to have that does not know its size. */
    static final Size USUAL_SIZE = new Size(80, 24);

    /** Work that takes longer is told of. */
    private static final long PATIENCE_MILLIS = 2_000;

    /** Longer entries are edited without colours and without undo. */
    private static final int LONGEST_HIGHLIGHTED = 20_000;

    private final Terminal terminal;
    private final ScreenKeeper keeper;
    private final Path history;
    private final StoredHistory remembered;
    private final Colours colours;
    private Settings settings = new Settings();
    /** Null where there are no colours. */
    private @Nullable Theme theme;

    private final TerminalOutput out;
    private final TerminalInput in;
    private final Rendezvous rendezvous = new Rendezvous();
    /** Null where the cursor cannot be moved. */
    private final @Nullable ProgressRow progressRow;

    private final TerminalLease lease;
    private final ProgramLines programLines;
    private final RemoteEntryHelp remoteHelp = new RemoteEntryHelp(rendezvous);
    private @Nullable EntryReader entryReader;
    private volatile Runnable interruptHandler = () -> {};
    private volatile boolean cancelled;
    /** Whether the pager waits for keys. */
    private volatile boolean paging;
    /** What stands in the next entry before something is typed. */
    private @Nullable String begun;

    /** @param keeper one that was added to the terminal library's shutdown hooks before the terminal was made */
    JLineConsole(Terminal terminal, Path history, Colours colours, ScreenKeeper keeper) {
        this(terminal, history, colours, keeper, PATIENCE_MILLIS);
    }

    /** @param patienceMillis work that takes longer is told of */
    JLineConsole(Terminal terminal, Path history, Colours colours, ScreenKeeper keeper, long patienceMillis) {
        this.terminal = terminal;
        this.keeper = keeper;
        this.colours = colours;
        this.theme = theme();
        this.history = history;
        this.remembered = new StoredHistory(history);
        this.out = new TerminalOutput(terminal.output());
        this.progressRow = dumb() ? null : new ProgressRow(out, this::width, patienceMillis);
        this.lease = new TerminalLease(terminal, rendezvous, progressRow);
        this.programLines = new ProgramLines(terminal, out, rendezvous, lease, () -> interruptHandler.run());
        this.in = new TerminalInput(programLines::read);
        // Between reads the terminal sends signals; without a handler one would end the process.
        terminal.handle(Terminal.Signal.INT, signal -> interrupt());
    }

    /** Stops the chunk, also one that waits, or is about to wait, for a line. */
    private void interrupt() {
        programLines.interrupt();
        keeper.interrupt();
        if (paging) {
            rendezvous.interruptHelper();
        }
    }

    private @Nullable Theme theme() {
        String when = settings.value(Setting.COLOR);
        boolean on = when.equals("always") || when.equals("auto") && colours.on();
        return !on || dumb() ? null : Theme.of(settings.value(Setting.THEME), colours.background());
    }

    private boolean dumb() {
        return terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }

    @Override
    public void arrange(Settings changed) {
        settings = changed;
        theme = theme();
        EntryReader reader = entryReader;
        if (reader != null) {
            arrange(reader);
        }
    }

    private void tellTrouble() {
        String trouble = remembered.takeTrouble();
        if (trouble != null) {
            error(trouble);
        }
    }

    private void arrange(EntryReader reader) {
        reader.colour(theme == null ? null : new EntryHighlighter(remoteHelp, theme));
        reader.show(settings.on(Setting.HINTS), settings.on(Setting.SUGGESTIONS));
        reader.remember(settings.number(Setting.HISTORY));
    }

    @Override
    public @Nullable String readEntry(String prompt, EntryHelp entryHelp) {
        remoteHelp.answerWith(entryHelp);
        programLines.begin();
        try {
            EntryReader reader = entryReader == null ? entryReader = newEntryReader() : entryReader;
            reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, PromptText.continuation(prompt));
            out.flush();
            out.takeUnfinished();
            tellTrouble();
            String entry =
                    lease.during(() -> readUntilEntered(reader, styled(prompt).replace("%", "%%")));
            tellTrouble();
            return entry;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            // A signal ends the process, and the terminal's own shutdown hook has closed it under the editor.
            DebugTrace.trace(e);
            return null;
        }
    }

    @Override
    public Work work(Work.Task task) {
        return progressRow == null ? Work.UNSEEN : progressRow.begin(task);
    }

    private String styled(String prompt) {
        return theme == null ? prompt : theme.prompt(prompt).toAnsi(terminal);
    }

    private @Nullable String readUntilEntered(LineReader reader, String prompt) {
        while (!cancelled) {
            try {
                String text = begun;
                begun = null;
                return reader.readLine(prompt, null, (Character) null, text);
            } catch (UserInterruptException e) {
                // Ctrl-C clears the entry: ask again. The editor leaves its mark, which would end the next reading.
                Thread.interrupted();
            } catch (EndOfFileException | IOError e) {
                return null;
            }
        }
        return null;
    }

    private EntryReader newEntryReader() throws IOException {
        EntryReader reader = new EntryReader(terminal, remoteHelp);
        reader.setHistory(remembered);
        SuggestionCompleter suggestions = new SuggestionCompleter();
        reader.setParser(new EntryParser(remoteHelp));
        reader.setCompleter(suggestions);
        reader.setCompletionMatcher(suggestions);
        reader.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        reader.option(LineReader.Option.HISTORY_IGNORE_SPACE, true);
        reader.option(LineReader.Option.HISTORY_IGNORE_DUPS, true);
        reader.option(LineReader.Option.HISTORY_BEEP, false);
        reader.option(LineReader.Option.AUTO_FRESH_LINE, true);
        reader.setVariable(LineReader.FEATURES_MAX_BUFFER_SIZE, LONGEST_HIGHLIGHTED);
        arrange(reader);
        remembered.serve(reader);
        return reader;
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public OutputStream err() {
        return out;
    }

    @Override
    public void print(String text) {
        out.line(text);
    }

    @Override
    public void printSource(String text, List<EntryHelp.Span> spans) {
        out.line(theme == null ? text : theme.highlighted(text, spans).toAnsi(terminal));
    }

    @Override
    public void error(String text) {
        out.line(theme == null ? text : theme.error(text).toAnsi(terminal));
    }

    @Override
    public void page(Lines lines) {
        List<String> all = new ArrayList<>();
        long[] left = {0};
        lines.writeTo(line -> {
            if (all.size() < PAGED_LINES) {
                all.add(line);
            } else {
                left[0]++;
            }
        });
        if (left[0] > 0) {
            all.add("… " + left[0] + " more; the command luahome tables lists all");
        }
        if (fits(all)) {
            all.forEach(this::print);
        } else {
            less(String.join("\n", all));
        }
    }

    private boolean fits(List<String> lines) {
        if (!settings.on(Setting.PAGER) || dumb()) {
            return true;
        }
        int rows = (terminal.getHeight() > 0 ? terminal.getHeight() : USUAL_SIZE.getRows()) - 1;
        for (String line : lines) {
            rows -= 1 + Math.max(0, new AttributedString(line).columnLength() - 1) / width();
            if (rows < 0) {
                return false;
            }
        }
        return true;
    }

    private void less(String text) {
        out.flush();
        try {
            lease.during(() -> {
                // The library's pager knows no key that is Ctrl-C; the signal ends its reading.
                InterruptKey.Mode signals = InterruptKey.running(terminal);
                paging = true;
                try {
                    Less less = new Less(terminal, history.toAbsolutePath().getParent());
                    InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
                    less.run(new Source.InputStreamSource(bytes, true, "space shows more, q goes back"));
                    return null;
                } finally {
                    paging = false;
                    signals.close();
                    Thread.interrupted();
                }
            });
        } catch (IOError e) {
            if (!(e.getCause() instanceof InterruptedIOException)) {
                throw e;
            }
        } catch (IllegalStateException e) {
            // As where entries are read: a signal ends the process, and the terminal was closed under the pager.
            DebugTrace.trace(e);
        }
    }

    @Override
    public @Nullable String ask(String question) {
        return programLines.ask(question);
    }

    @Override
    public List<String> history() {
        List<String> entries = new ArrayList<>();
        if (entryReader != null) {
            entryReader.getHistory().forEach(entry -> entries.add(entry.line()));
        }
        return entries;
    }

    @Override
    public void remember(String entry) {
        programLines.begin();
        EntryReader reader = entryReader;
        if (reader != null) {
            rendezvous.during(() -> {
                reader.getHistory().add(entry);
                return null;
            });
        }
    }

    @Override
    public boolean browse(Browser browser) {
        if (!BrowserScreen.canFill(terminal)) {
            return false;
        }
        out.flush();
        begun = keeper.show(new BrowserScreen(terminal, theme, rendezvous), browser);
        return true;
    }

    @Override
    public void clear() {
        out.flush();
        terminal.puts(InfoCmp.Capability.clear_screen);
        terminal.flush();
    }

    @Override
    public int width() {
        int width = terminal.getWidth();
        return width > 0 ? width : USUAL_SIZE.getColumns();
    }

    @Override
    public int listingWidth() {
        return width();
    }

    @Override
    public boolean interactive() {
        return true;
    }

    @Override
    public void onInterrupt(Runnable handler) {
        interruptHandler = handler;
    }

    @Override
    public void cancelRead() {
        cancelled = true;
        programLines.cancel();
        keeper.cancel();
        rendezvous.interruptHelper();
    }

    @Override
    public void close() {
        if (progressRow != null) {
            progressRow.close();
        }
        rendezvous.close();
        ShutdownHooks.remove(keeper);
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
