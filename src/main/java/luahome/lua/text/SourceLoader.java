package luahome.lua.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import luahome.home.value.Cell;
import luahome.home.value.Code;
import luahome.home.value.CodeLoader;
import luahome.home.value.CodeText;
import luahome.home.value.Executor;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.home.value.LuaPaths;
import luahome.lua.value.InterruptCheck;
import luahome.lua.value.Latin1;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Upvaldesc;

/**
 * Compiles single functions out of their text. The text is put where the variables that it uses are declared as locals,
 * so that the compiler binds their names; nothing of that is run. They are no more than the locals around the function
 * when it was first compiled, so no limit of the compiler is met now that was not then.
 */
public final class SourceLoader implements CodeLoader {
    private static final LuaString ENV = LuaString.valueOf("_ENV");

    private final Executor executor;
    private final InterruptCheck check;
    private final HomeTable globals;

    /**
     * A loader.
     *
     * @param executor what runs the code that it makes
     * @param check asked while it compiles
     * @param globals what the globals of the text are
     */
    public SourceLoader(Executor executor, InterruptCheck check, HomeTable globals) {
        this.executor = executor;
        this.check = check;
        this.globals = globals;
    }

    @Override
    public Code load(CodeText text) {
        try {
            Code code = compile(text);
            if (!names(code).equals(new HashSet<>(text.upvalues()))) {
                throw new LuaError("its text does not use the variables that were stored with it");
            }
            return code;
        } catch (SyntaxException e) {
            throw new LuaError(Latin1.ofUnicode(String.valueOf(e.getMessage())));
        }
    }

    /** See {@link luahome.lua.LuaMachine#edit}. */
    public void edit(HomeFunction function, byte[] text, Map<String, Cell> more) throws SyntaxException {
        Code before = function.prototype();
        CodeText old = before.text();
        Map<LuaString, Cell> cells = new HashMap<>();
        more.forEach((name, cell) -> cells.put(Latin1.ofUnicode(name), cell));
        for (int i = 0; i < before.upvalues.length; i++) {
            cells.put(before.upvalues[i].name, function.cells()[i]);
        }
        Code code = compile(
                old.isChunk()
                        ? new CodeText(text, -1, false, old.chunkName(), 0, old.upvalues())
                        : only(text, old, List.copyOf(cells.keySet())));
        Cell[] kept = new Cell[code.upvalues.length];
        for (int i = 0; i < kept.length; i++) {
            // Only the globals can be new: every other name that the text does not declare is one of them.
            kept[i] = cells.computeIfAbsent(code.upvalues[i].name, env -> new Cell(globals));
        }
        function.become(code, kept);
    }

    /** Text that is one function, which may use variables of those names. */
    private CodeText only(byte[] text, CodeText old, List<LuaString> names) throws SyntaxException {
        FunctionRange first;
        try {
            List<FunctionRange> found = FunctionScanner.of(text);
            if (found.isEmpty()) {
                throw notOne();
            }
            first = found.get(0);
        } catch (IllegalArgumentException e) {
            Compiler.compile(text, old.chunkName(), check);
            throw notOne();
        }
        boolean only = Lexer.tokens(text, 0, check).list().get(0).start() == first.start();
        if (!only || !blank(text, first.end(), text.length)) {
            throw notOne();
        }
        List<Comments.Comment> comments = Comments.between(text, 0, first.start());
        int start = comments.isEmpty() ? first.start() : comments.get(0).start();
        byte[] function = Arrays.copyOfRange(text, start, first.end());
        int parameters = first.parameters() - start;
        return new CodeText(function, parameters, first.method(), old.chunkName(), old.line(), names);
    }

    private static SyntaxException notOne() {
        return new SyntaxException(
                "this is not one function, from `function` to its `end`, with nothing but comments above", 1, 0, false);
    }

    private static boolean blank(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] > ' ' || text[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private Code compile(CodeText text) throws SyntaxException {
        if (text.isChunk()) {
            return CodeBuilder.of(text.text(), Compiler.compile(text.text(), text.chunkName(), check), executor);
        }
        List<LuaString> names = new ArrayList<>(text.upvalues());
        names.remove(ENV);
        for (LuaString name : names) {
            if (!LuaPaths.isIdentifier(name)) {
                throw new SyntaxException("a variable's name is damaged", text.line(), 0, false);
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        // A message is to name the line in the text.
        write(all, "\n".repeat(lineEnds(text.text(), text.parameters())));
        String before = "local ";
        for (LuaString name : names) {
            write(all, before);
            all.write(name.m_bytes, name.m_offset, name.m_length);
            before = ",";
        }
        write(all, text.method() ? " function _ENV.f:m" : " function _ENV.f");
        all.write(text.text(), text.parameters(), text.text().length - text.parameters());
        byte[] wrapped = all.toByteArray();
        Prototype compiled = Compiler.compile(wrapped, text.chunkName(), check);
        Code code = CodeBuilder.of(wrapped, compiled, executor);
        if (code.p.length != 1) {
            throw new SyntaxException("its text is not one function", text.line(), 0, false);
        }
        code = code.inner()[0];
        code.shiftLines(text.line() - code.linedefined);
        return new Code(
                code, code.inner(), executor, () -> new Code.Source(text.text(), text.parameters(), text.method()));
    }

    /** How many lines end in the beginning of a text. */
    public static int lineEnds(byte[] text, int to) {
        return new String(text, 0, to, StandardCharsets.ISO_8859_1).split("\r\n|\n\r|\r|\n", -1).length - 1;
    }

    private static void write(ByteArrayOutputStream out, String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private static Set<LuaString> names(Code code) {
        Set<LuaString> names = new HashSet<>();
        for (Upvaldesc upvalue : code.upvalues) {
            names.add(upvalue.name);
        }
        return names;
    }
}
