package luahome.command.builtin;

import java.util.ArrayList;
import java.util.List;
import luahome.assist.Highlighting;
import luahome.command.Command;
import luahome.command.Context;
import luahome.console.Console;
import luahome.home.value.HomeFunction;
import luahome.lookup.CommandException;
import luahome.lookup.TablePath;
import luahome.lua.text.FunctionDoc;
import luahome.lua.text.SyntaxException;
import luahome.session.EntryText;
import luahome.session.Outcome;
import luahome.session.PromptEntry;
import luahome.session.Session;
import luahome.show.ErrorText;
import luahome.text.Utf8;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The meta-command that shows functions. */
public final class FunctionCommands {
    private FunctionCommands() {}

    /** {@code :source}. */
    public static Command.Next source(Context context, String expression) throws CommandException {
        HomeFunction function = function(context, "source", expression);
        try {
            byte[] text = context.session().home().text(function).text();
            print(context.console(), Utf8.text(LuaString.valueUsing(text)));
            return Command.Next.GO_ON;
        } catch (LuaError e) {
            throw new CommandException(ErrorText.of(e));
        }
    }

    /** {@code :doc} of a function that is Lua: how it is called, what was written of it, where it is from, its text. */
    static void doc(Context context, HomeFunction function, String name) {
        FunctionDoc doc = FunctionDoc.of(context.session().home().text(function));
        List<String> lines = new ArrayList<>();
        lines.add(doc.signature(name));
        doc.comment().forEach(line -> lines.add(("  " + line).stripTrailing()));
        lines.add("  from " + doc.place() + (function.number() == 0 ? "" : ", stored as #" + function.number()));
        context.console().print(String.join("\n", lines));
        print(context.console(), doc.source());
    }

    private static void print(Console console, String text) {
        String source = EntryText.message(text).stripTrailing();
        console.printSource(source, Highlighting.ofSource(source));
    }

    /** The function that a path or another expression gives. */
    private static HomeFunction function(Context context, String command, String expression) throws CommandException {
        if (expression.isEmpty()) {
            throw new CommandException(":" + command + " takes a function, as in :" + command + " _home.fib");
        }
        LuaValue value = TablePath.isPath(expression)
                ? TablePath.value(context.session().home(), expression)
                : evaluated(context.session(), expression);
        if (value instanceof HomeFunction function) {
            return function;
        }
        String what = value.isfunction()
                ? "a built-in function, which has no text"
                : value.isnil() ? "nil, not a function" : "a " + value.typename() + ", not a function";
        throw new CommandException(expression + " is " + what);
    }

    /** What an expression gives, in which the locals of the prompt are known. */
    static LuaValue evaluated(Session session, String expression) throws CommandException {
        PromptEntry entry;
        try {
            entry = PromptEntry.of("return " + expression, session);
        } catch (SyntaxException e) {
            throw new CommandException("not an expression: " + expression + " (" + e.getMessage() + ")");
        }
        return values(session.transact(entry::run)).arg1();
    }

    /** What a transaction gave; a failure of it is one of the command. */
    private static Varargs values(Outcome outcome) throws CommandException {
        if (outcome instanceof Outcome.Done done) {
            return done.values();
        }
        if (outcome instanceof Outcome.Broken broken) {
            throw broken.reason();
        }
        throw new CommandException(outcome.sentence());
    }
}
