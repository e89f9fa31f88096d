package luahome.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import luahome.command.CommandTable;
import luahome.command.builtin.Commands;
import luahome.home.MemoryStore;
import luahome.lua.doc.LibraryDoc;
import luahome.lua.text.SyntaxException;
import luahome.prompt.ScriptedConsole;
import luahome.session.Outcome;
import luahome.session.PromptEntry;
import luahome.session.Session;
import luahome.session.SessionOptions;
import luahome.session.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What is said and shown about an entry while it is typed. */
class TypingHelpTest {
    private final Session session = Session.over(
            new MemoryStore(),
            Path.of("work"),
            ScriptedConsole.typing(List.of()).streams(),
            task -> Work.UNSEEN,
            SessionOptions.USUAL);

    private final CommandTable commands = Commands.TABLE;
    private final Hints hints = new Hints(session, commands);
    private final Highlighting highlighting = new Highlighting(session, commands);

    @BeforeEach
    void fill() throws SyntaxException {
        enter("_home.jobs = { first = 1 }; function double(n, ...) return 2 * n end; s = 'text'");
        enter("-- Halves a number.\n-- Well.\nfunction _home.half(n) return n / 2 end");
        enter("local mine = { call = function(self, a) end }");
    }

    private void enter(String text) throws SyntaxException {
        PromptEntry entry = PromptEntry.of(text, session);
        assertTrue(session.transact(entry::run) instanceof Outcome.Done);
        entry.keepLocals();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string.rep(              | string.rep(s, n [, sep])  s n times, with sep between",
                "x = string.rep('a', 2    | string.rep(s, n [, sep])  s n times, with sep between",
                "s:rep(                   | string.rep(s, n [, sep])  s n times, with sep between",
                "string.rep('a', 2)       | ``",
                "string.rep(double(1), {  | string.rep(s, n [, sep])  s n times, with sep between",
                "string.rep(double(       | double(n, ...)",
                "mine:call(               | mine.call(self, a)",
                "_home.half(1             | _home.half(n)  Halves a number.",
                "nope(                    | ``",
                "f().x(                   | ``",
                "print('(                 | print(...)  writes its arguments with tabs between, as tostring shows them",
                "-- print(                | ``",
                "x = (                    | ``",
                ":save x                  | :save [label]  mark the present state as a revision",
                ":save                    | ``",
                ":nope x                  | ``",
            })
    void hintsAtTheFunctionThatIsBeingCalled(String text, String expected) {
        assertEquals(expected, hints.at(text));
    }

    private String looks(String text, int cursor) {
        return highlighting.of(text, cursor).stream()
                .map(span -> span.look().name().toLowerCase(java.util.Locale.ROOT) + "<"
                        + text.substring(span.start(), span.end()) + ">")
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "return 'a' .. 1 -- x   | keyword<return> string<'a'> number<1> comment<-- x>",
                "_home.jobs.first       | stored<_home> stored<jobs> stored<first>",
                "_home.jbos;            | stored<_home> unknown<jbos>",
                "#2.first + #99;        | stored<#2> stored<first> unknown<#99>",
                "function _home.f(a, b) return a end | keyword<function> stored<_home> keyword<return> keyword<end>",
                "local function f(a) f(a, c) end | keyword<local> keyword<function> unknown<c> keyword<end>",
                "print(prnit)           | global<print> partner<(> unknown<prnit> partner<)>",
                "local a = 1 return a   | keyword<local> number<1> keyword<return>",
                "for k, v in pairs(t) do k() end | keyword<for> keyword<in> global<pairs> unknown<t> keyword<do> keyword<end>",
                "function f(x) return x.y end    | keyword<function> keyword<return> keyword<end>",
                "s = 5                  | global<s> number<5>",
                "newone = 5             | number<5>",
                "mine.call(mine)        | global<mine> partner<(> global<mine> partner<)>",
                "_home.jbos             | stored<_home>",
                "f({])                  | unknown<f> wrong<]> wrong<)>",
                "x = 'open              | string<'open>",
                ":save x                | command<:save>",
                ":nope x                | ``",
            })
    void showsWhatThePartsAre(String text, String expected) {
        assertEquals(expected, looks(text, text.length()));
    }

    @Test
    void aStringThatItsLineDoesNotEndIsWrong() {
        assertEquals("wrong<'open> number<1>", looks("x = 'open\ny = 1", 0));
    }

    @Test
    void theBracketBesideTheCursorShowsItsPartner() {
        assertEquals(
                "global<print> partner<(> number<1> partner<)>",
                looks("print((1))", 5).replace("  ", " "));
        assertEquals("", looks("((x))", 2).replaceAll("partner<[()]>|unknown<x>| ", ""));
    }

    @Test
    void everyLibraryFunctionIsDescribedOnce() {
        Set<String> missing = new TreeSet<>();
        Set<LuaValue> found = Collections.newSetFromMap(new IdentityHashMap<>());
        each(session.machine().globals(), (name, value) -> {
            if (value.isfunction() && !name.equals("double")) {
                note(name, value, missing, found);
            } else if (value instanceof LuaTable library
                    && session.machine().globals() != value
                    && !name.equals("_home")
                    && !name.equals("Memory")) {
                each(library, (inner, held) -> {
                    if (held.isfunction()) {
                        note(name + "." + inner, held, missing, found);
                    }
                });
            }
        });
        assertEquals(Set.of(), missing);
        long methods = session.docs().all().stream()
                .filter(doc -> doc.name().contains(":"))
                .count();
        assertEquals(found.size() + methods, session.docs().all().size());
        session.docs().all().forEach(doc -> assertTrue(doc.summary().length() < 110, doc::toString));
    }

    private void note(String name, LuaValue function, Set<String> missing, Set<LuaValue> found) {
        LibraryDoc doc = session.docs().of(function);
        // An old name of a function, such as unpack, is described under the other one.
        if (doc == null) {
            missing.add(name);
        }
        found.add(function);
    }

    private static void each(LuaTable table, java.util.function.BiConsumer<String, LuaValue> taker) {
        for (Varargs entry = table.next(LuaValue.NIL); !entry.arg1().isnil(); entry = table.next(entry.arg1())) {
            if (entry.arg1().isstring()) {
                taker.accept(entry.arg1().tojstring(), entry.arg(2));
            }
        }
    }
}
