package luahome.lua;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import luahome.lua.lib.file.StandardStreams;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/**
 * Compares the interpreter with LuaJ's own: for each program the ratio of their times, medians of interleaved runs,
 * in processor time of the thread, so that other work of the machine matters less. The compiler of the Java machine
 * decides otherwise from process to process by some 10 %: compare several. Arguments: number of rounds (default 9),
 * then names of programs (default all).
 */
public final class InterpreterBench {
    private static final int DEFAULT_ROUNDS = 9;
    private static final int WARM_UPS = 4;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private InterpreterBench() {}

    private static Map<String, String> programs() {
        Map<String, String> programs = new LinkedHashMap<>();
        programs.put(
                "fib",
                "local function fib(n) if n < 2 then return n end return fib(n-1) + fib(n-2) end return fib(27)");
        programs.put("loop", "local x = 0 for i = 1, 5e6 do x = x + i % 7 end return x");
        programs.put(
                "while", "local i, x = 0, 0 while i < 3e6 do i = i + 1 if i % 2 == 0 then x = x + i end end return x");
        programs.put("nbody", """
                local b = {} for i = 1, 5 do b[i] = { x = i, y = i * 2, z = i * 3, vx = 0, vy = 0, vz = 0, m = 1 / i } end
                for s = 1, 20000 do
                  for i = 1, 5 do local p = b[i] for j = i + 1, 5 do local q = b[j]
                    local dx, dy, dz = p.x - q.x, p.y - q.y, p.z - q.z
                    local d = dx * dx + dy * dy + dz * dz + 0.01
                    local mag = 0.001 / (d * d ^ 0.5)
                    p.vx = p.vx - dx * q.m * mag p.vy = p.vy - dy * q.m * mag p.vz = p.vz - dz * q.m * mag
                    q.vx = q.vx + dx * p.m * mag q.vy = q.vy + dy * p.m * mag q.vz = q.vz + dz * p.m * mag
                  end end
                  for i = 1, 5 do local p = b[i] p.x = p.x + 0.001 * p.vx p.y = p.y + 0.001 * p.vy p.z = p.z + 0.001 * p.vz end
                end return b[1].x""");
        programs.put(
                "strings",
                "local t = {} for i = 1, 100000 do t[#t + 1] = 'item' .. i end"
                        + " local s = table.concat(t, ',') local n = 0 for w in s:gmatch('%d+') do n = n + #w end return n");
        programs.put(
                "tables",
                "local t = {} for i = 1, 300000 do t[i] = i * 2 end local s = 0"
                        + " for i = 1, #t do s = s + t[i] end for k, v in pairs(t) do s = s + v end return s");
        programs.put(
                "fields", "local t = { a = 1, b = 2 } for i = 1, 2e6 do t.a = t.b + 1 t.b = t.a - 1 end return t.a");
        programs.put(
                "closures",
                "local s = 0 for i = 1, 1e6 do local function f(x) return x + i end s = s + f(1) end return s");
        programs.put(
                "methods",
                "local C = {} C.__index = C function C:add(x) self.n = self.n + x return self end"
                        + " local o = setmetatable({ n = 0 }, C) for i = 1, 2e6 do o:add(i) end return o.n");
        programs.put(
                "sort",
                "local t = {} for i = 1, 50000 do t[i] = (i * 7919) % 100003 end"
                        + " table.sort(t, function(a, b) return a < b end) return t[1]");
        programs.put(
                "pcall",
                "local n = 0 for i = 1, 1e6 do if pcall(function() n = n + 1 end) then n = n + 1 end end return n");
        programs.put(
                "varargs",
                "local function f(...) return select('#', ...) end local n = 0"
                        + " for i = 1, 1e6 do n = n + f(i, i, i) end return n");
        programs.put("gsub", "local s = ('abc '):rep(50000) return #s:gsub('%a+', function(w) return w .. 'x' end)");
        return programs;
    }

    /** Prints the ratios. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
        LuaMachine machine = LuaMachine.withoutHome(
                new StandardStreams(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream()),
                null);
        LuaValue strings = org.luaj.vm2.LuaString.s_metatable;
        org.luaj.vm2.LuaString.s_metatable = null;
        Globals luaj = JsePlatform.standardGlobals();
        LuaValue stringsOfLuaJ = org.luaj.vm2.LuaString.s_metatable;
        double product = 1;
        int count = 0;
        for (Map.Entry<String, String> program : programs().entrySet()) {
            if (args.length > 1 && !Arrays.asList(args).subList(1, args.length).contains(program.getKey())) {
                continue;
            }
            byte[] source = program.getValue().getBytes(StandardCharsets.UTF_8);
            LuaValue ours = machine.compile(source, program.getKey());
            LuaValue theirs = luaj.load(new ByteArrayInputStream(source), program.getKey(), "t", luaj);
            double[] ratios = new double[rounds];
            double best = Double.MAX_VALUE;
            for (int i = -WARM_UPS; i < rounds; i++) {
                double mine = time(() -> strings, ours);
                double other = time(() -> stringsOfLuaJ, theirs);
                if (i >= 0) {
                    ratios[i] = mine / other;
                    best = Math.min(best, mine);
                }
            }
            Arrays.sort(ratios);
            double ratio = ratios[rounds / 2];
            product *= ratio;
            count++;
            System.out.printf("%-10s %8.1f ms  %.2f%n", program.getKey(), best, ratio);
        }
        System.out.printf("geometric mean %.2f%n", Math.pow(product, 1.0 / count));
    }

    private static double time(Supplier<LuaValue> metatable, LuaValue function) {
        org.luaj.vm2.LuaString.s_metatable = metatable.get();
        long start = THREADS.getCurrentThreadCpuTime();
        function.call();
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
    }
}
