package luahome.conformance;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import luahome.home.Home;
import luahome.home.MemoryStore;
import luahome.home.PersistentTables;
import luahome.lua.LuaMachine;
import luahome.lua.lib.file.StandardStreams;
import luahome.lua.text.Preamble;
import luahome.lua.text.SyntaxException;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.compiler.LuaC;

/** The three ways to run a program. Text is Latin-1, one char per byte. */
final class Runners {
    /** As for the thread that runs programs in a session. */
    private static final long STACK_BYTES = 256L << 20;

    private Runners() {}

    /** What luahome prints; a last line tells of an error that ended the program. */
    static List<String> luahome(String source, String chunkName, boolean persistent) {
        return inThread(() -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (Home home = new Home(new MemoryStore())) {
                LuaMachine machine = LuaMachine.create(
                        home,
                        new StandardStreams(InputStream.nullInputStream(), out, out),
                        new LuaMachine.Options(true, null));
                String text = source;
                if (persistent) {
                    PersistentTables.register(machine, home);
                    text = Constructors.marked(source, PersistentTables.CALL);
                }
                byte[] program = Preamble.dropped(text.getBytes(StandardCharsets.ISO_8859_1));
                machine.call(machine.compile(program, chunkName), LuaValue.NONE);
            } catch (LuaError | SyntaxException e) {
                out.writeBytes(("ended by: " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return Program.normalised(out.toString(StandardCharsets.ISO_8859_1));
        });
    }

    /**
     * What is printed when LuaJ's own interpreter runs the instructions of the program, with our libraries; a last line
     * tells of an error that ended it.
     */
    static List<String> interpreterOfLuaJ(Program program) {
        return inThread(() -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (Home home = new Home(new MemoryStore())) {
                LuaMachine machine = LuaMachine.create(
                        home,
                        new StandardStreams(InputStream.nullInputStream(), out, out),
                        new LuaMachine.Options(true, null));
                byte[] text = program.source().getBytes(StandardCharsets.ISO_8859_1);
                Prototype code = LuaC.instance.compile(new ByteArrayInputStream(text), "=" + program.name());
                machine.call(new LuaClosure(code, machine.globals()), LuaValue.NONE);
            } catch (LuaError e) {
                out.writeBytes(("ended by: " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return Program.normalised(out.toString(StandardCharsets.ISO_8859_1));
        });
    }

    /** What an installed {@code lua5.2} prints. */
    static List<String> realLua(Program program) {
        try {
            ProcessBuilder builder = new ProcessBuilder("lua5.2", program.name());
            builder.directory(program.file().getParent().toFile());
            builder.environment().put("TZ", "UTC");
            builder.environment().put("LC_ALL", "C");
            Process process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("lua5.2 " + program.name() + " failed: "
                        + printed.substring(Math.max(0, printed.length() - 500)));
            }
            return Program.normalised(printed);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether there is a {@code lua5.2} of version 5.2.4 to ask. */
    static boolean hasRealLua() {
        try {
            Process process =
                    new ProcessBuilder("lua5.2", "-v").redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("5.2.4");
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> inThread(Run run) {
        Object[] result = new Object[1];
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        result[0] = run.lines();
                    } catch (Throwable e) {
                        result[0] = e;
                    }
                },
                "conformance",
                STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(TimeUnit.MINUTES.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (result[0] instanceof Throwable failure) {
            throw new AssertionError(failure);
        }
        if (!(result[0] instanceof List<?> lines)) {
            throw new AssertionError("the program did not end");
        }
        return lines.stream().map(String.class::cast).toList();
    }

    /** Runs a program. */
    @FunctionalInterface
    private interface Run {
        List<String> lines() throws IOException;
    }
}
