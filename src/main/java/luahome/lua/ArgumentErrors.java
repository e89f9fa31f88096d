package luahome.lua;

import luahome.lua.lib.ArgumentError;
import org.luaj.vm2.LuaValue;

/** Puts the complaints of LuaJ's own library functions about their arguments into PUC Lua's words. */
final class ArgumentErrors {
    private static final String NUMBERED = "bad argument #";
    private static final String BARE = "bad argument: ";
    private static final String GOT = " expected, got ";

    private ArgumentErrors() {}

    /** The message of an error about an argument, with the name by which the frame's current instruction calls. */
    static String asCalled(Frame f, ArgumentError error) {
        String called = f.kind == Frame.LUA ? Names.called(f) : null;
        String name = Names.bare(called);
        String message = called == null || name == null
                ? error.getMessage()
                : error.message(name, called.startsWith("method"));
        return message == null ? "bad argument" : message;
    }

    /** The message of a library function called by the frame's current instruction, reworded if LuaJ wrote it. */
    static String reworded(Frame f, String message) {
        if (f.kind != Frame.LUA || !message.startsWith("bad argument")) {
            return message;
        }
        String name = Names.bare(Names.called(f));
        String called = name == null ? "?" : name;
        if (message.startsWith(NUMBERED)) {
            int colon = message.indexOf(": ");
            if (colon < 0 || message.substring(0, colon).indexOf(' ', NUMBERED.length()) >= 0) {
                return message;
            }
            return message.substring(0, colon) + " to '" + called + "' (" + message.substring(colon + 2) + ")";
        }
        int got = message.indexOf(GOT);
        if (!message.startsWith(BARE) || got < 0) {
            return message;
        }
        String expected = message.substring(BARE.length(), got);
        String wanted = "int".equals(expected) || "long".equals(expected) || "double".equals(expected) ? "number" : expected;
        String type = message.substring(got + GOT.length());
        int base = (f.call >> 6) & 0xff;
        int count = (f.call >>> 23) == 0 ? f.multiBase - base - 1 + f.multi.narg() : (f.call >>> 23) - 1;
        int number = 1;
        while (number <= count && !argument(f, base, number).typename().equals(type)) {
            number++;
        }
        return NUMBERED + number + " to '" + called + "' (" + wanted + GOT + (number > count ? "no value" : type) + ")";
    }

    private static LuaValue argument(Frame f, int base, int number) {
        int known = (f.call >>> 23) == 0 ? f.multiBase - base - 1 : (f.call >>> 23) - 1;
        return number <= known ? f.registers[base + number] : f.multi.arg(number - known);
    }
}
