package luahome.assist;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import luahome.command.Command;
import luahome.command.CommandTable;
import luahome.home.value.HomeFunction;
import luahome.lookup.CommandException;
import luahome.lookup.NamePath;
import luahome.lookup.RawLookup;
import luahome.lua.doc.LibraryDoc;
import luahome.lua.doc.LibraryDocs;
import luahome.lua.text.FunctionDoc;
import luahome.lua.text.SourceParts.Kind;
import luahome.lua.text.SourceParts.Part;
import luahome.session.EntryText;
import luahome.session.Session;
import org.luaj.vm2.LuaValue;

/** The line of help for what is being written: the function that is being called, or the command. */
public final class Hints {
    private final Session session;
    private final RawLookup lookup;
    private final LibraryDocs docs;
    private final CommandTable commands;

    /** Hints for one who sits at a session. */
    public Hints(Session session, CommandTable commands) {
        this.session = session;
        this.lookup = new RawLookup(session);
        this.docs = session.docs();
        this.commands = commands;
    }

    /** Help with what is being written where the text ends; empty if there is nothing to say. */
    public String at(String text) {
        if (CommandTable.isCommand(text)) {
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
        NamePath chain = NamePath.endingAt(entry, last);
        LuaValue function = lookup.at(chain);
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
