package luahome.repl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import luahome.home.Cell;
import luahome.home.HomeFunction;
import luahome.home.HomeTable;
import luahome.lua.SyntaxException;
import org.luaj.vm2.LuaValue;

/**
 * Lets the user change the text of a function in an editor: `$VISUAL`, else `$EDITOR`, else vi, started by a shell as other
 * programs do it. What does not compile goes back to the editor, at its line where the editor can do that; what was typed
 * is never thrown away.
 */
final class FunctionEditor {
    /** Editors that go to line N when they get +N before the file. */
    private static final Set<String> TAKE_LINE =
            Set.of("vi", "vim", "nvim", "gvim", "ex", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "mcedit", "ne");

    private final Session session;
    private final Console console;

    FunctionEditor(Command.Context context) {
        session = context.session();
        console = context.console();
    }

    /**
     * Opens the editor and gives the function its new text.
     *
     * @param name what messages call the function
     */
    void edit(HomeFunction function, String name) throws CommandException {
        try {
            Path file = Files.createTempFile("luahome-", ".lua");
            edit(function, name, file);
        } catch (IOException e) {
            throw new CommandException("the text cannot be handed to an editor: " + e.getMessage());
        }
    }

    private void edit(HomeFunction function, String name, Path file) throws IOException, CommandException {
        byte[] before = bytes(EntryText.message(chars(session.home().text(function).text())));
        byte[] written = before.length > 0 && before[before.length - 1] == '\n' ? before : withNewline(before);
        Files.write(file, written);
        byte[] last = written;
        int line = 1;
        while (true) {
            run(file, line, written);
            byte[] text = Files.readAllBytes(file);
            if (Arrays.equals(text, written)) {
                Files.delete(file);
                console.print(name + " was left as it is");
                return;
            }
            try {
                replace(function, text);
                Files.delete(file);
                console.print(name + " has a new text");
                return;
            } catch (SyntaxException e) {
                if (Arrays.equals(text, last)) {
                    throw new CommandException(e.getMessage() + "; nothing was changed, and the text is in " + file);
                }
                console.error(EntryText.message(String.valueOf(e.getMessage())));
                last = text;
                line = e.line();
            }
        }
    }

    /** Bytes as chars, whatever they are in. */
    private static String chars(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String chars) {
        return chars.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] withNewline(byte[] text) {
        byte[] longer = Arrays.copyOf(text, text.length + 1);
        longer[text.length] = '\n';
        return longer;
    }

    /** Gives the function its text in a transaction. */
    private void replace(HomeFunction function, byte[] text) throws SyntaxException, CommandException {
        List<SyntaxException> failure = new ArrayList<>();
        EntryText edited = new EntryText(chars(text));
        Map<String, Cell> tables = new HashMap<>();
        for (Map.Entry<String, Long> named : edited.tables().entrySet()) {
            HomeTable table = session.home().table(named.getValue());
            if (table == null) {
                throw new SyntaxException("there is no table #" + named.getValue() + " in this workspace", 1, 0, false);
            }
            tables.put(named.getKey(), new Cell(table));
        }
        Outcome outcome = session.transact(() -> {
            try {
                session.machine().edit(function, bytes(edited.lua()), tables);
            } catch (SyntaxException e) {
                failure.add(e);
            }
            return LuaValue.NONE;
        });
        if (!failure.isEmpty()) {
            throw failure.get(0);
        }
        FunctionCommands.values(outcome);
    }

    private static void run(Path file, int line, byte[] written) throws IOException, CommandException {
        String editor = editor();
        String program = Path.of(editor.strip().split("\\s+")[0]).getFileName().toString();
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", editor + " \"$@\"", "sh"));
        if (TAKE_LINE.contains(program)) {
            command.add("+" + line);
        }
        command.add(file.toString());
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                boolean typed = Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), written);
                if (!typed) {
                    Files.deleteIfExists(file);
                }
                throw new CommandException("the editor (" + editor + ") ended with status " + status
                        + "; nothing was changed" + (typed ? ", and the text is in " + file : ""));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted; the text is in " + file);
        }
    }

    private static String editor() {
        for (String variable : List.of("VISUAL", "EDITOR")) {
            String value = System.getenv(variable);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return "vi";
    }
}
