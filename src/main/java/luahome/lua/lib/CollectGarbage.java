package luahome.lua.lib;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import luahome.lua.builtin.LibraryFunction;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.run.Interpreter;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code collectgarbage} over Java's collector: it collects and counts. What would tune Lua's own collector is
 * remembered and answered, and changes nothing.
 */
final class CollectGarbage implements LibraryFunction.Body {
    private static final double BYTES_PER_KILOBYTE = 1024;
    private static final List<String> OPTIONS = List.of(
            "collect",
            "count",
            "step",
            "isrunning",
            "stop",
            "restart",
            "setpause",
            "setstepmul",
            "setmajorinc",
            "generational",
            "incremental");
    private static final int USUAL_PERCENTAGE = 200;

    private final Interpreter vm;
    private final Map<String, Integer> settings = new HashMap<>();
    private boolean running = true;

    /** For the garbage of that machine. */
    CollectGarbage(Interpreter vm) {
        this.vm = vm;
    }

    @Override
    public Varargs call(LuaArguments a) {
        String option = a.option(1, "collect", OPTIONS);
        int setting = a.int32(2, 0);
        switch (option) {
            case "collect":
                vm.forgetGarbage();
                System.gc();
                return LuaValue.ZERO;
            case "count":
                Runtime runtime = Runtime.getRuntime();
                double used = runtime.totalMemory() - runtime.freeMemory();
                return LuaValue.varargsOf(
                        LuaValue.valueOf(used / BYTES_PER_KILOBYTE), LuaValue.valueOf(used % BYTES_PER_KILOBYTE));
            case "step":
                return LuaValue.TRUE;
            case "isrunning":
                return LuaValue.valueOf(running);
            case "stop":
            case "restart":
                running = option.equals("restart");
                return LuaValue.ZERO;
            case "setpause":
            case "setstepmul":
            case "setmajorinc":
                Integer before = settings.put(option, setting);
                return LuaValue.valueOf(before == null ? USUAL_PERCENTAGE : before);
            default:
                return LuaValue.ZERO;
        }
    }
}
