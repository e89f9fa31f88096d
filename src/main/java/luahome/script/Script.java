package luahome.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import luahome.command.CommandTable;
import luahome.lookup.CommandException;
import luahome.lua.text.LuaScanner;
import luahome.lua.text.SourceParts;
import luahome.lua.text.SyntaxException;
import luahome.session.ChunkCompiler;
import luahome.session.Entry;
import luahome.show.Caret;

/**
 * A script taken apart: Lua segments, and the meta-commands between them. Everything is compiled and every command
 * looked up while it is made, so that a script with an error in its last line does nothing at all.
 */
public final class Script {
    private final byte[] source;
    private final String name;
    private final boolean echo;
    private final ChunkCompiler compiler;
    private final CommandTable commands;
    private final List<ScriptPart> parts = new ArrayList<>();

    private Script(byte[] source, Source kind, ChunkCompiler compiler, CommandTable commands) {
        this.source = source;
        this.name = kind.name();
        this.echo = kind.echo();
        this.compiler = compiler;
        this.commands = commands;
    }

    /**
     * The pieces of a script, in order.
     *
     * @param kind where it comes from
     * @throws ScriptException if a part of it does not compile or is an unknown command
     */
    static List<ScriptPart> parts(byte[] source, Source kind, ChunkCompiler compiler, CommandTable commands)
            throws ScriptException {
        Script script = new Script(withoutHeading(source), kind, compiler, commands);
        script.cut();
        return script.parts;
    }

    /**
     * Where a script comes from.
     *
     * @param name what messages call it
     * @param echo whether results are printed also where it compiles as one chunk, as for an expression on the command
     *     line
     */
    public record Source(String name, boolean echo) {}

    /** Blanks out a byte order mark and a {@code #!} line, which are for others. */
    private static byte[] withoutHeading(byte[] source) {
        byte[] text = source;
        if (text.length > 2 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF) {
            text = Arrays.copyOfRange(text, 3, text.length);
        }
        if (text.length > 1 && text[0] == '#' && text[1] == '!') {
            text = text.clone();
            // The line end stays: line numbers count it.
            for (int i = 0; i < text.length && text[i] != '\n'; i++) {
                text[i] = ' ';
            }
        }
        return text;
    }

    private void cut() throws ScriptException {
        LuaScanner scanner = new LuaScanner();
        int segmentStart = 0;
        int segmentLine = 1;
        int line = 1;
        for (int from = 0; from < source.length; line++) {
            int to = lineEnd(source, from);
            if (!scanner.open()
                    && looksLikeCommand(from, to, segmentStart)
                    && completeUpTo(segmentStart, from, segmentLine)) {
                addSegment(segmentStart, from, segmentLine);
                addCall(new String(source, from, to - from, StandardCharsets.UTF_8).strip(), line);
                segmentStart = to;
                segmentLine = line + 1;
                scanner = new LuaScanner();
            } else {
                scanner.line(source, from, to);
            }
            from = to;
        }
        addSegment(segmentStart, source.length, segmentLine);
    }

    private boolean looksLikeCommand(int from, int to, int segmentStart) {
        if (to - from < 2 || source[from] != ':') {
            return false;
        }
        int end = from + 1;
        while (end < to && Character.isLetterOrDigit(source[end])) {
            end++;
        }
        if (end == from + 1) {
            return source[end] == '!' || source[end] == '?';
        }
        // `:name(…)` below an expression goes on with a method call: no command is written so.
        boolean call = end < to && "({\"'[".indexOf(source[end]) >= 0;
        return Character.isLetter(source[from + 1]) && !(call && !blank(segmentStart, from));
    }

    private boolean completeUpTo(int from, int to, int line) {
        byte[] text = Arrays.copyOfRange(source, from, to);
        try {
            Entry.chunk(text, line, compiler, name);
            return true;
        } catch (SyntaxException e) {
            try {
                entries(text, line);
                return true;
            } catch (SyntaxException atEntry) {
                return !atEntry.incomplete();
            }
        }
    }

    private void addSegment(int from, int to, int line) throws ScriptException {
        if (blank(from, to)) {
            return;
        }
        byte[] text = Arrays.copyOfRange(source, from, to);
        SyntaxException asChunk;
        try {
            Entry whole = echo ? Entry.of(text, line, compiler, name) : Entry.chunk(text, line, compiler, name);
            parts.add(new ScriptPart.Segment(line, List.of(whole), echo));
            return;
        } catch (SyntaxException e) {
            asChunk = e;
        }
        try {
            parts.add(new ScriptPart.Segment(line, entries(text, line), true));
        } catch (SyntaxException e) {
            // Of the two ways to read the text, the one that got further fits better.
            SyntaxException better = e.line() > asChunk.line() ? e : asChunk;
            throw new ScriptException(Caret.under(better.getMessage(), source, better.line(), better.column()));
        }
    }

    /** The text entry by entry, as at the prompt. */
    private List<Entry> entries(byte[] text, int firstLine) throws SyntaxException {
        List<Entry> entries = new ArrayList<>();
        LuaScanner scanner = new LuaScanner();
        SyntaxException unfinished = null;
        int start = 0;
        int startLine = firstLine;
        // Comments belong to what comes after them: functions keep those above them.
        int remarks = 0;
        int remarksLine = firstLine;
        int line = firstLine;
        for (int from = 0; from < text.length; line++) {
            int to = lineEnd(text, from);
            scanner.line(text, from, to);
            from = to;
            Entry entry = null;
            if (!scanner.open() || to == text.length) {
                try {
                    entry = Entry.of(Arrays.copyOfRange(text, start, to), startLine, compiler, name);
                    unfinished = null;
                } catch (SyntaxException e) {
                    if (!e.incomplete()) {
                        throw e;
                    }
                    unfinished = e;
                }
            }
            if (entry != null) {
                boolean remark = isRemark(entry, text, start, to);
                if (!remark && remarks < start) {
                    entry = Entry.of(Arrays.copyOfRange(text, remarks, to), remarksLine, compiler, name);
                }
                if (!remark) {
                    entries.add(entry);
                    remarks = to;
                    remarksLine = line + 1;
                }
                start = to;
                startLine = line + 1;
                scanner = new LuaScanner();
            }
        }
        if (unfinished != null) {
            throw unfinished;
        }
        return entries;
    }

    /** Whether a text that compiles is nothing but comments and white space. */
    private static boolean isRemark(Entry compiled, byte[] text, int from, int to) {
        return compiled.function().prototype().code.length <= 2
                && SourceParts.of(new String(text, from, to - from, StandardCharsets.UTF_8)).stream()
                        .allMatch(part -> part.kind() == SourceParts.Kind.COMMENT);
    }

    private void addCall(String text, int line) throws ScriptException {
        try {
            parts.add(new ScriptPart.Call(commands.parse(text, line)));
        } catch (CommandException e) {
            throw new ScriptException(name + ":" + line + ": " + e.getMessage());
        }
    }

    private boolean blank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isWhitespace(source[i])) {
                return false;
            }
        }
        return true;
    }

    /** Index behind the newline that ends the line, or of the end of the text. */
    private static int lineEnd(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return Math.min(text.length, at + 1);
    }
}
