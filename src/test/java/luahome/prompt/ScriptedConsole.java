package luahome.prompt;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import luahome.console.Console;
import luahome.console.PromptText;
import luahome.session.Work;
import org.jspecify.annotations.Nullable;

/** A console for tests: lines go in, a transcript with prompts, lines and answers comes out, as on a screen. */
public final class ScriptedConsole implements Console {
    private final Deque<String> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private Runnable interruptHandler = () -> {};
    private Function<EntryHelp, @Nullable String> typist = help -> null;
    private int width = 80;
    private boolean attended;
    private String editor = "false";
    private final List<String> entered = new ArrayList<>();
    private String stoppedWork = "";

    /** A console at which these lines are typed. */
    public static ScriptedConsole typing(List<String> lines) {
        ScriptedConsole console = new ScriptedConsole();
        console.lines.addAll(lines);
        return console;
    }

    /** A console that asks for each entry when it is to be typed; null ends it. */
    public static ScriptedConsole typedBy(Function<EntryHelp, @Nullable String> typist) {
        ScriptedConsole console = new ScriptedConsole();
        console.typist = typist;
        return console;
    }

    /** Forgets what the screen shows. */
    public void wipe() {
        screen.reset();
    }

    /** All that the screen shows. */
    public String transcript() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    /** The failures alone. */
    public String failures() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    /** Has Ctrl-C pressed as soon as work of that name begins to tell how far it is. */
    public void stopWhile(String work) {
        stoppedWork = work;
    }

    @Override
    public Work work(Work.Task task) {
        return new Work() {
            @Override
            public void at(long done, long total) {
                if (task.name().equals(stoppedWork) && task.stoppable()) {
                    stoppedWork = "";
                    interrupt();
                }
            }

            @Override
            public void close() {}
        };
    }

    /** What Ctrl-C does. */
    void interrupt() {
        interruptHandler.run();
    }

    void width(int columns) {
        width = columns;
    }

    @Override
    public @Nullable String readEntry(String prompt, EntryHelp help) {
        String typed = typist.apply(help);
        if (typed != null) {
            return typed;
        }
        StringBuilder entry = new StringBuilder();
        String mark = prompt;
        while (!lines.isEmpty()) {
            String line = lines.remove();
            write(mark + line);
            entry.append(line);
            if (!help.incomplete(entry.toString())) {
                entered.add(entry.toString());
                return entry.toString();
            }
            entry.append('\n');
            mark = PromptText.continuation(prompt);
        }
        write(mark + "^D");
        return null;
    }

    @Override
    public InputStream in() {
        return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public OutputStream out() {
        return screen;
    }

    @Override
    public OutputStream err() {
        return screen;
    }

    @Override
    public void print(String text) {
        write(text);
    }

    @Override
    public void error(String text) {
        errors.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
        write(text);
    }

    /** Makes it one at which someone sits who can be asked. */
    public void attended() {
        attended = true;
    }

    @Override
    public @Nullable String ask(String question) {
        String answer = lines.poll();
        write(question + (answer == null ? "^D" : answer));
        return answer;
    }

    @Override
    public List<String> history() {
        return entered;
    }

    @Override
    public void remember(String entry) {
        entered.add(entry);
    }

    /** Sets what a shell calls as the editor. */
    public void editor(String command) {
        editor = command;
    }

    @Override
    public String editor() {
        return editor;
    }

    private void write(String text) {
        screen.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void page(Lines all) {
        all.writeTo(this::write);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int listingWidth() {
        return width;
    }

    @Override
    public boolean interactive() {
        return attended;
    }

    @Override
    public void onInterrupt(Runnable handler) {
        interruptHandler = handler;
    }

    @Override
    public void cancelRead() {
        lines.clear();
    }

    @Override
    public void close() {}
}
