package luahome.edit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import luahome.console.Console;
import luahome.lookup.CommandException;
import luahome.lua.text.SyntaxException;
import luahome.session.EntryText;
import luahome.store.StoreException;

/**
 * Lets the user change a text in an editor, which a shell starts as other programs do it. What is refused goes back to
 * the editor with the reason in a comment, at its line where the editor can do that; what was typed is never thrown
 * away.
 */
final class TextEditor {
    /** Editors that go to line N when they get +N before the file. */
    private static final Set<String> TAKE_LINE = Set.of(
            "vi", "vim", "nvim", "gvim", "ex", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "mcedit", "ne");

    private final Console console;

    TextEditor(Console console) {
        this.console = console;
    }

    /**
     * Opens a text, with a line end behind it, and hands over what is saved until the taker is content with it.
     *
     * @return whether anything was taken; if not, the text was left as it is
     * @throws CommandException if the editor fails, or what is refused is saved again as it is
     */
    boolean edit(byte[] text, Taker taker) throws CommandException {
        Path file;
        byte[] written = withLineEnd(text);
        try {
            // Readable by its owner only.
            file = Files.createTempFile("luahome-", ".lua");
            Files.write(file, written);
        } catch (IOException e) {
            throw new CommandException("the text cannot be handed to an editor: " + e.getMessage());
        }
        try {
            return edit(file, written, taker);
        } catch (NoSuchFileException e) {
            throw new CommandException("the editor left no file behind; nothing was changed");
        } catch (IOException e) {
            throw new CommandException("cannot read what the editor left: " + e.getMessage() + "; nothing was changed");
        } catch (StoreException e) {
            console.error("the text is in " + file);
            throw e;
        }
    }

    private boolean edit(Path file, byte[] written, Taker taker) throws IOException, CommandException {
        byte[] last = written;
        String mark = "";
        int line = 1;
        while (true) {
            run(file, line, written);
            byte[] text = without(mark, Files.readAllBytes(file));
            if (Arrays.equals(text, written)) {
                Files.delete(file);
                return false;
            }
            try {
                taker.take(text);
                Files.delete(file);
                return true;
            } catch (Refusal e) {
                if (Arrays.equals(withLineEnd(text), last)) {
                    Files.write(file, text);
                    throw new CommandException(e.getMessage() + "; nothing was changed, and the text is in " + file);
                }
                console.error(String.valueOf(e.getMessage()));
                last = withLineEnd(text);
                line = e.line;
                mark = "-- ^ "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "\n";
                Files.write(file, with(mark, line, last));
            }
        }
    }

    /** The text with a mark in a line of its own below one of its lines: an editor may hide what was said before. */
    private static byte[] with(String mark, int line, byte[] text) {
        int at = 0;
        for (int number = 0; number < line && at < text.length; at++) {
            number += text[at] == '\n' ? 1 : 0;
        }
        String chars = new String(text, StandardCharsets.ISO_8859_1);
        String marked = chars.substring(0, at) + bytesOf(mark) + chars.substring(at);
        return marked.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text without the mark, if it is still in it. */
    private static byte[] without(String mark, byte[] text) {
        String chars = new String(text, StandardCharsets.ISO_8859_1);
        int at = mark.isEmpty() ? -1 : chars.indexOf(bytesOf(mark));
        return at < 0
                ? text
                : (chars.substring(0, at) + chars.substring(at + bytesOf(mark).length()))
                        .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A text with a character for each of its bytes. */
    private static String bytesOf(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static byte[] withLineEnd(byte[] text) {
        if (text.length > 0 && text[text.length - 1] == '\n') {
            return text;
        }
        byte[] longer = Arrays.copyOf(text, text.length + 1);
        longer[text.length] = '\n';
        return longer;
    }

    private void run(Path file, int line, byte[] written) throws IOException, CommandException {
        String editor = console.editor();
        String program = Path.of(editor.strip().split("\\s+")[0]).getFileName().toString();
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", editor + " \"$@\"", "sh"));
        if (TAKE_LINE.contains(program)) {
            command.add("+" + line);
        }
        command.add(file.toString());
        console.out().flush();
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

    /** Does something with a text that the user has saved. */
    @FunctionalInterface
    interface Taker {
        /** Takes it, or refuses it and leaves everything as it was. */
        void take(byte[] text) throws Refusal, CommandException;
    }

    /** Says why a text cannot be taken. */
    static final class Refusal extends Exception {
        private final int line;

        /** @param line at which the mistake is, from 1 */
        Refusal(String message, int line) {
            super(message, null, false, false);
            this.line = Math.max(1, line);
        }

        /** For a text that does not compile. */
        Refusal(SyntaxException e) {
            this(EntryText.message(String.valueOf(e.getMessage())), e.line());
        }
    }
}
