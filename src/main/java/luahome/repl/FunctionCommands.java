package luahome.repl;

import java.nio.charset.StandardCharsets;
import luahome.home.HomeFunction;
import luahome.lua.SyntaxException;
import luahome.show.ErrorText;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The meta-commands that show and change functions. */
final class FunctionCommands {
    private FunctionCommands() {}

    /** {@code :source}. */
    static Command.Next source(Command.Context context, String expression) throws CommandException {
        HomeFunction function = function(context, "source", expression);
        try {
            byte[] text = context.session().home().text(function).text();
            String source = EntryText.message(new String(text, StandardCharsets.UTF_8)).stripTrailing();
            context.console().printSource(source, Highlighting.ofSource(source));
            return Command.Next.GO_ON;
        } catch (LuaError e) {
            throw new CommandException(ErrorText.of(e));
        }
    }

    /** {@code :edit}. */
    static Command.Next edit(Command.Context context, String expression) throws CommandException {
        HomeFunction function = function(context, "edit", expression);
        new FunctionEditor(context).edit(function, expression);
        return Command.Next.GO_ON;
    }

    /** The function that a path or another expression gives. */
    private static HomeFunction function(Command.Context context, String command, String expression)
            throws CommandException {
        if (expression.isEmpty()) {
            throw new CommandException(":" + command + " takes a function, as in :" + command + " _home.fib");
        }
        LuaValue value = TablePath.isPath(expression)
                ? TablePath.value(context.session().home(), expression)
                : evaluated(context.session(), expression);
        if (value instanceof HomeFunction function) {
            return function;
        }
        String what = value.isfunction() ? "a built-in function, which has no text"
                : value.isnil() ? "nil, not a function" : "a " + value.typename() + ", not a function";
        throw new CommandException(expression + " is " + what);
    }

    private static LuaValue evaluated(Session session, String expression) throws CommandException {
        HomeFunction chunk;
        try {
            byte[] source = ("return " + expression).getBytes(StandardCharsets.UTF_8);
            chunk = session.machine().compile(source, "expression");
        } catch (SyntaxException e) {
            throw new CommandException("not an expression: " + expression + " (" + e.getMessage() + ")");
        }
        return values(session.transact(() -> session.machine().call(chunk, LuaValue.NONE))).arg1();
    }

    /** What a transaction gave; a failure of it is one of the command. */
    static Varargs values(Outcome outcome) throws CommandException {
        if (outcome instanceof Outcome.Done done) {
            return done.values();
        }
        if (outcome instanceof Outcome.Broken broken) {
            throw broken.reason();
        }
        throw new CommandException(outcome instanceof Outcome.Failed failed ? failed.message() : "interrupted");
    }
}
