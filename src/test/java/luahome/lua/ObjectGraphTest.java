package luahome.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import luahome.home.CollectorRuns;
import luahome.home.Eviction;
import luahome.store.Finding;
import luahome.store.Progress;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random graphs of tables, closures that share variables, metatables, built-ins, and objects as keys, changed step by
 * step in two workspaces at once: one session goes on without a restart, the other one is restarted, evicted and
 * collected all the time. After each step a walk over the whole graph must tell the same of both, identity included.
 * Run other ones with {@code -Dluahome.seed=N}.
 */
class ObjectGraphTest {
    private static final int RUNS = 12;
    private static final int STEPS = 14;

    /** Global functions that each session needs: one changes the graph, the other one describes it. */
    private static final String PRELUDE = """
            local builtins = { print, string, _G, math.sin, table, string.upper, coroutine.wrap }

            -- What the functions of a family share: each call makes two variables, and four closures over them.
            local function family()
              local a, b
              local function get() return a, b end
              local function set(x, y) a, b = x, y end
              local function swap() a, b = b, a return get end
              local function maker(v) return function(w) if w ~= nil then v = w end return v, a end end
              return get, set, swap, maker
            end

            local state
            local function random(n)
              state = (state * 1103515245 + 12345) % 2147483648
              return math.floor(state / 65536) % n + 1
            end

            local function scalar()
              local n = random(9)
              if n == 1 then return true elseif n == 2 then return false
              elseif n == 3 then return random(1000) / 7 elseif n == 4 then return -random(10)
              elseif n == 5 then return ("s"):rep(random(3000)) elseif n == 6 then return "k" .. random(5)
              else return random(6) end
            end

            function change(seed, steps)
              state = seed
              local nodes = _home.nodes
              if not nodes then
                nodes = { {} }
                _home.nodes = nodes
                _home.setters, _home.makers = {}, {}
              end
              local function node() return nodes[random(#nodes)] end
              local function tbl()
                for _ = 1, 20 do local n = node() if type(n) == "table" then return n end end
                return nodes[1]
              end
              local function value()
                local n = random(6)
                if n <= 3 then return node() elseif n == 4 then return builtins[random(#builtins)] else return scalar() end
              end
              for _ = 1, steps do
                local what = random(14)
                if what <= 2 then
                  local t = {}
                  nodes[#nodes + 1] = t
                  tbl()[scalar()] = t
                elseif what == 3 then
                  local get, set, swap, maker = family()
                  nodes[#nodes + 1] = get
                  nodes[#nodes + 1] = swap
                  _home.setters[#_home.setters + 1] = set
                  _home.makers[#_home.makers + 1] = maker
                elseif what == 4 and #_home.setters > 0 then
                  _home.setters[random(#_home.setters)](value(), value())
                elseif what == 5 and #_home.makers > 0 then
                  nodes[#nodes + 1] = _home.makers[random(#_home.makers)](value())
                elseif what == 6 then
                  local f = node()
                  if type(f) == "function" then f(scalar()) end
                elseif what == 7 then
                  local t, m = tbl(), tbl()
                  if m.__metatable == nil and m.__index == nil and m.__newindex == nil then setmetatable(t, m) end
                elseif what == 8 then
                  setmetatable(tbl(), nil)
                elseif what == 9 then
                  rawset(tbl(), node(), value())
                elseif what == 10 then
                  local t = tbl()
                  local k = scalar()
                  rawset(t, k, nil)
                  rawset(t, node(), nil)
                elseif what == 11 then
                  local t = tbl()
                  -- Not #t: the border of a list with holes may be another one after a restart.
                  local n = 1
                  while rawget(t, n) ~= nil do n = n + 1 end
                  rawset(t, n, value())
                elseif what == 12 then
                  local f, g = node(), node()
                  if type(f) == "function" and type(g) == "function" then debug.upvaluejoin(f, 1, g, 1) end
                elseif what == 13 and #nodes > 30 then
                  local i = random(#nodes)
                  if i > 1 then nodes[i] = nodes[#nodes] nodes[#nodes] = nil end
                else
                  rawset(tbl(), scalar(), value())
                end
              end
            end

            function describe()
              local numbers, order, cells, cellCount = {}, {}, {}, 0
              for i, b in ipairs(builtins) do numbers[b] = "builtin " .. i end
              local function name(v)
                local t = type(v)
                if t == "table" or t == "function" then
                  if not numbers[v] then
                    order[#order + 1] = v
                    numbers[v] = t .. " " .. #order
                  end
                  return numbers[v]
                end
                return t .. " " .. (t == "string" and #v > 20 and #v .. " bytes" or tostring(v))
              end
              for i = 1, #_home.nodes do name(_home.nodes[i]) end
              for i = 1, #_home.setters do name(_home.setters[i]) name(_home.makers[i]) end
              local out, i = {}, 0
              while i < #order do
                i = i + 1
                local v = order[i]
                local parts = {}
                if type(v) == "table" then
                  local keys = {}
                  for k in next, v do if type(k) ~= "table" and type(k) ~= "function" then keys[#keys + 1] = k end end
                  table.sort(keys, function(a, b)
                    if type(a) ~= type(b) then return type(a) < type(b) end
                    if type(a) == "boolean" then return a and not b end
                    return a < b
                  end)
                  for _, k in ipairs(keys) do parts[#parts + 1] = name(k) .. " = " .. name(v[k]) end
                  local objects = {}
                  for k, w in next, v do
                    if type(k) == "table" or type(k) == "function" then
                      -- Only what was met before has a number that does not depend on the order of keys.
                      objects[#objects + 1] = (numbers[k] or "a new " .. type(k)) .. " : "
                          .. (numbers[w] or type(w) == "string" and #w or type(w))
                    end
                  end
                  table.sort(objects)
                  parts[#parts + 1] = table.concat(objects, "; ")
                  local m = debug.getmetatable(v)
                  if m then parts[#parts + 1] = "meta " .. name(m) end
                else
                  local u = 1
                  while debug.getupvalue(v, u) do
                    local id = debug.upvalueid(v, u)
                    local n, held = debug.getupvalue(v, u)
                    local cell
                    for j = 1, cellCount do if cells[j] == id then cell = j end end
                    if not cell then
                      cellCount = cellCount + 1
                      cells[cellCount] = id
                      cell = cellCount
                    end
                    parts[#parts + 1] = n .. " in cell " .. cell .. " = " .. name(held)
                    u = u + 1
                  end
                  local info = debug.getinfo(v)
                  parts[#parts + 1] = info.short_src .. ":" .. info.linedefined
                end
                out[i] = numbers[v] .. ": " .. table.concat(parts, ", ")
              end
              return table.concat(out, "\\n")
            end
            """;

    @TempDir
    private Path directory;

    @RepeatedTest(RUNS)
    void aGraphIsTheSameAfterRestarts(RepetitionInfo repetition) throws IOException {
        run(repetition, false);
    }

    @RepeatedTest(RUNS)
    void nothingInUseIsTakenForGarbage(RepetitionInfo repetition) throws IOException {
        run(repetition, true);
    }

    private void run(RepetitionInfo repetition, boolean collecting) throws IOException {
        long seed = Long.getLong("luahome.seed", 0) + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        try (RestartSession steady = new RestartSession(directory.resolve("steady"));
                RestartSession restarted = new RestartSession(directory.resolve("restarted"))) {
            steady.run(PRELUDE);
            restarted.run(PRELUDE);
            for (int step = 0; step < STEPS; step++) {
                String action = action(random);
                steady.run(action);
                restarted.run(action);
                String message = "seed " + seed + ", step " + step + ": " + action + "\n" + restarted.output();
                assertEquals(steady.output().isEmpty(), !message.contains("failed:"), message);
                if (collecting) {
                    collect(restarted, random);
                } else {
                    disturb(restarted, random);
                }
                steady.run("print(describe())");
                restarted.run("print(describe())");
                assertEquals(steady.output(), restarted.output(), message);
            }
            restarted.home().collectGarbage(false, Progress.NONE);
            List<Finding> findings = new ArrayList<>();
            restarted.home().check(findings::add, Progress.NONE);
            assertEquals(List.of(), findings, "seed " + seed);
        }
    }

    private static String action(Random random) {
        String change = "change(" + random.nextInt(1 << 30) + ", " + (1 + random.nextInt(60)) + ")\n";
        return switch (random.nextInt(8)) {
            case 0 -> change + "error('taken back')";
            case 1 -> change + "ext.commit()\n" + change + "error('taken back to the commit')";
            case 2 -> change + "ext.save()";
            case 3 -> "if pcall(ext.load) then " + change + " end";
            default -> change;
        };
    }

    /** Collects garbage in so many small steps that the changes come in the middle of it. */
    private static void collect(RestartSession session, Random random) {
        for (int ticks = random.nextInt(40); ticks >= 0; ticks--) {
            CollectorRuns.inSteps(session.home(), 1 + random.nextInt(8));
            session.run("_home.tick = " + ticks);
        }
        Eviction.evictAll(session.home());
        if (random.nextInt(3) == 0) {
            System.gc();
        }
    }

    private static void disturb(RestartSession session, Random random) {
        int what = random.nextInt(4);
        if (what >= 2) {
            session.tidy();
        }
        if (what != 2) {
            session.restart();
            session.run(PRELUDE);
        }
    }
}
