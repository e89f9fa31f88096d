package luahome.repl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import luahome.home.HomeFunction;
import luahome.lua.FunctionDoc;
import luahome.lua.SourceParts.Kind;
import luahome.lua.SourceParts.Part;
import org.luaj.vm2.LuaValue;

/** The line of help for what is being written: the function that is being called, or the command. */
final class Hints {
    private final Session session;
    private final Peek peek;
    private final LibraryDocs docs;
    private final Commands commands;

    Hints(Session session, Commands commands) {
        this.session = session;
        this.peek = new Peek(session);
        this.docs = session.docs();
        this.commands = commands;
    }

    /** Help with what is being written where the text ends; empty if there is nothing to say. */
    String at(String text) {
        if (Commands.isCommand(text)) {
            return command(text);
        }
        EntryText entry = new EntryText(text);
        Deque<Integer> open = new ArrayDeque<>();
        List<Part> parts = entry.parts();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).kind() != Kind.SYMBOL) {
                continue;
            }
            switch (entry.in(parts.get(i))) {
                case "(", "[", "{" -> open.push(i);
                case ")", "]", "}" -> open.poll();
                default -> {}
            }
        }
        for (int bracket : open) {
            String hint = entry.in(parts.get(bracket)).equals("(") && bracket > 0 ? call(entry, bracket - 1) : "";
            if (!hint.isEmpty()) {
                return hint;
            }
        }
        return "";
    }

    private String call(EntryText entry, int last) {
        Chain chain = Chain.endingAt(entry, last);
        LuaValue function = peek.at(chain);
        return function.isfunction() ? of(function, chain.shown()) : "";
    }

    private String command(String text) {
        int blank = text.indexOf(' ');
        if (blank < 0) {
            return "";
        }
        try {
            Command command = commands.parse(text, 1).command();
            return command.usage() + "  " + command.summary();
        } catch (CommandException e) {
            return "";
        }
    }

    /**
     * A function in one line: how it is called, and what it does if that is known.
     *
     * @param name what it is called by
     */
    String of(LuaValue function, String name) {
        LibraryDoc doc = docs.of(function);
        if (doc != null) {
            return doc.signature() + "  " + doc.summary();
        }
        if (!(function instanceof HomeFunction own)) {
            return "";
        }
        FunctionDoc text = FunctionDoc.of(session.home().text(own));
        return text.signature(name) + (text.summary().isEmpty() ? "" : "  " + text.summary());
    }
}
