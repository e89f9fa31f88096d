package luahome.faults;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import luahome.command.builtin.Commands;
import luahome.console.Console.EntryHelp;
import luahome.home.Eviction;
import luahome.home.Home;
import luahome.prompt.Repl;
import luahome.prompt.ScriptedConsole;
import luahome.session.Session;
import luahome.session.SessionOptions;
import luahome.store.Progress;
import org.jspecify.annotations.Nullable;

/**
 * A session at the prompt in which one entry is made over and over, and each time an allocation further on fails. Made
 * by reflection in a {@link FaultingClassLoader}. Used once.
 */
public final class FaultedSession implements BiFunction<Path, List<String>, String> {
    /** The step to the next allocation that fails is about one in so many of those before it. */
    private static final int FINENESS = Integer.getInteger("luahome.faults", 4);

    private static final long SEED = Long.getLong("luahome.seed", System.nanoTime());

    private static final String DUMP =
            "function dump() local function text(v, d) if type(v) == 'function' then return 'function' end if type(v) ~= 'table' or d > 4 then"
                    + " return type(v) == 'table' and '{..}' or tostring(v) end local names = {} for k in pairs(v) do"
                    + " names[#names + 1] = tostring(k) end table.sort(names) for i, k in ipairs(names) do"
                    + " names[i] = k .. '=' .. text(v[tonumber(k) or k], d + 1) end return '{' .. table.concat(names, ' ') .. '}'"
                    + " end return 'DUMP' .. text(_home, 1) end";

    private static final String RESET = "for k in pairs(_home) do _home[k] = nil end"
            + " _home.n = 1 _home.t = {a = 1, b = {c = 2}} _home.list = {}"
            + " for i = 1, 12 do _home.list[i] = 'value ' .. i end _home.f = function() return _home.n end";

    private static final String LOOK = "dump()";

    /** Begins what is typed and not entered. */
    private static final String KEYS = "keys: ";

    private final StringBuilder wrong = new StringBuilder();
    private final Deque<Supplier<@Nullable String>> steps = new ArrayDeque<>();
    private final Random random = new Random(SEED);
    private final Set<String> allowed = new HashSet<>();
    private ScriptedConsole console = ScriptedConsole.typing(List.of());
    private @Nullable Home home;
    private @Nullable EntryHelp help;
    private String entry = "";
    private int times = 1;
    private int n = 1;
    private int faults;
    private String said = "";
    private String seen = "";
    private boolean ended;

    /** For reflection. */
    public FaultedSession() {}

    /**
     * Makes an entry until none of its allocations is left that could fail.
     *
     * @param parameters the entry, and how many allocations fail each time
     * @return how many allocations failed, behind all that was wrong
     */
    @Override
    public String apply(Path workspace, List<String> parameters) {
        entry = parameters.get(0);
        times = Integer.parseInt(parameters.get(1));
        console = ScriptedConsole.typedBy(this::type);
        steps.addAll(List.of(
                () -> DUMP,
                () -> RESET,
                () -> ":save",
                () -> LOOK,
                this::allowed,
                this::enter,
                () -> LOOK,
                this::allowed));
        try (Session session = Session.over(
                FaultedStore.open(workspace), workspace, console.streams(), console::work, SessionOptions.USUAL)) {
            home = session.home();
            new Repl(Commands.context(session, console)).run("test");
            if (!ended) {
                wrong.append("the session ended at allocation ").append(n).append('\n');
            }
            home.check(finding -> wrong.append(finding.kind().isProblem() ? finding + "\n" : ""), Progress.NONE);
        }
        return (wrong.isEmpty() ? "" : wrong + "-Dluahome.seed=" + SEED + "\n") + faults;
    }

    /** The next line that is typed. */
    private @Nullable String type(EntryHelp given) {
        help = given;
        return type();
    }

    private @Nullable String type() {
        if (steps.isEmpty()) {
            steps.addAll(List.of(() -> RESET, this::fault, this::look, this::lookAgain, this::compare));
        }
        return steps.remove().get();
    }

    private @Nullable String allowed() {
        allowed.add(dump());
        return type();
    }

    private String fault() {
        Eviction.evictAll(home());
        console.wipe();
        AllocationFaults.arm(n, times);
        return enter();
    }

    /** The entry; or none, but what each key of it makes a console ask. */
    private String enter() {
        if (!entry.startsWith(KEYS)) {
            return entry;
        }
        EntryHelp asked = Objects.requireNonNull(help);
        for (int end = KEYS.length() + 1; end <= entry.length(); end++) {
            String text = entry.substring(KEYS.length(), end);
            asked.highlight(text, text.length());
            asked.hint(text);
            asked.depth(text);
            asked.complete(text);
            asked.incomplete(text);
        }
        return "";
    }

    private @Nullable String look() {
        int passed = AllocationFaults.disarm();
        if (passed < n) {
            ended = true;
            steps.clear();
            return null;
        }
        faults++;
        said = console.transcript();
        if (said.contains("internal error") || said.contains("Exception") || said.contains("java")) {
            wrong.append("allocation ").append(n).append(" says ").append(said).append('\n');
        }
        return LOOK;
    }

    private String lookAgain() {
        seen = dump();
        console.wipe();
        Eviction.evictAll(home());
        return LOOK;
    }

    private @Nullable String compare() {
        String stored = dump();
        if (!allowed.contains(seen) || !seen.equals(stored)) {
            wrong.append("allocation ")
                    .append(n)
                    .append(": in memory ")
                    .append(seen)
                    .append(", stored ")
                    .append(stored);
            wrong.append(", after: ").append(said).append('\n');
        }
        console.wipe();
        n += 1 + random.nextInt(1 + 2 * n / FINENESS);
        return type();
    }

    private Home home() {
        return Objects.requireNonNull(home);
    }

    /** What the entry before printed of {@code _home}. */
    private String dump() {
        String screen = console.transcript();
        int at = screen.lastIndexOf("DUMP");
        return at < 0 ? "nothing: " + screen : screen.substring(at).strip();
    }
}
