package luahome.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import luahome.home.value.HomeTable;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.TableStore;
import luahome.store.workspace.PagedStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Random operations on persistent tables and on a model of plain maps side by side, with commits, rollbacks, restarts,
 * saves, loads and forced eviction mixed in. After each step that matters both graphs are walked and compared, identity
 * included. Run more with {@code -Dluahome.runs=1000}, one again with {@code -Dluahome.seed=N}.
 */
class HomePropertyTest {
    private static final int STEPS = 400;

    @Test
    void aPersistentGraphBehavesLikePlainTables() {
        MemoryStore[] store = {new MemoryStore()};
        run(60, seed -> store[0] = new MemoryStore(), seed -> store[0].reopened());
    }

    @Test
    void soItDoesOnFiles(@TempDir Path directory) {
        LongFunction<TableStore> open = seed -> PagedStore.open(directory.resolve("" + seed), OpenMode.WRITE);
        run(6, open, open);
    }

    private static void run(int usually, LongFunction<TableStore> create, LongFunction<TableStore> reopen) {
        long only = Long.getLong("luahome.seed", -1);
        int runs = only >= 0 ? 1 : Integer.getInteger("luahome.runs", usually);
        for (long first = only >= 0 ? only : 1, seed = first; seed < first + runs; seed++) {
            long number = seed;
            try {
                new Run(seed, create.apply(seed), () -> reopen.apply(number)).go();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** A plain table of the model. */
    private static final class Model {
        final Map<LuaValue, Object> entries = new HashMap<>();

        /** For the root only: the tables that are kept though they hang on nothing, by ID. */
        final Map<Long, Model> kept = new HashMap<>();
    }

    /** An iteration that was begun and goes on later, as in a coroutine. */
    private static final class Iteration {
        final HomeTable table;
        final Set<LuaValue> due;
        final Set<LuaValue> met = new HashSet<>();
        final Set<LuaValue> removed = new HashSet<>();
        LuaValue at = LuaValue.NIL;

        Iteration(HomeTable table, Model model) {
            this.table = table;
            due = new HashSet<>(model.entries.keySet());
        }

        /** Goes a few steps on; answers whether there is more. */
        boolean goOn(int steps) {
            for (int i = 0; i < steps; i++) {
                at = table.next(at).arg1();
                if (at.isnil()) {
                    due.removeIf(key -> removed.contains(key) && !met.contains(key));
                    assertEquals(due, met, "a suspended iteration");
                    return false;
                }
                LuaValue key = at;
                assertTrue(met.add(key), () -> "met twice: " + key);
            }
            return true;
        }
    }

    private static final class Run {
        final Random random;
        final Supplier<TableStore> reopen;
        Home home;
        Model root = new Model();
        Model committed = new Model();
        final Map<Long, Model> revisions = new HashMap<>();
        Map<HomeTable, Model> pairs = new IdentityHashMap<>();
        final List<Iteration> suspended = new ArrayList<>();
        long highestId;

        Run(long seed, TableStore store, Supplier<TableStore> reopen) {
            random = new Random(seed);
            this.reopen = reopen;
            home = new Home(store, random.nextBoolean() ? 2000 : Long.MAX_VALUE);
            pairs.put(home.root(), root);
        }

        void go() {
            for (int step = 0; step < STEPS; step++) {
                int dice = random.nextInt(100);
                if (dice < 60) {
                    set();
                } else if (dice < 63) {
                    keepOrRelease();
                } else if (dice < 64) {
                    home.collectGarbage(true, Progress.NONE);
                    committed = copy(root);
                } else if (dice < 70) {
                    iterateOn();
                } else if (dice < 80) {
                    compareOne();
                } else if (dice < 84) {
                    home.evictAll();
                } else if (dice < 89) {
                    commit();
                } else if (dice < 92) {
                    home.rollback();
                    suspended.clear();
                    root = copy(committed);
                    compareAll();
                } else if (dice < 94) {
                    restart();
                } else if (dice < 96) {
                    iterateWithChanges();
                } else if (dice < 98) {
                    save();
                } else {
                    load();
                }
            }
            commit();
            restart();
            home.close();
        }

        void keepOrRelease() {
            if (random.nextBoolean()) {
                HomeTable table = random.nextBoolean() ? new HomeTable() : anyTable();
                Model model = pairs.computeIfAbsent(table, fresh -> new Model());
                home.keep(table);
                root.kept.put(table.id(), model);
            } else if (!root.kept.isEmpty()) {
                List<Long> ids = new ArrayList<>(root.kept.keySet());
                long id = ids.get(random.nextInt(ids.size()));
                HomeTable table = home.table(id);
                if (table != null) {
                    home.release(table);
                    root.kept.remove(id);
                }
            }
        }

        void iterateOn() {
            if (suspended.isEmpty() || random.nextInt(3) == 0) {
                HomeTable table = anyTable();
                suspended.add(new Iteration(table, pairs.get(table)));
            }
            Iteration any = suspended.get(random.nextInt(suspended.size()));
            if (!any.goOn(1 + random.nextInt(4))) {
                suspended.remove(any);
            }
        }

        HomeTable anyTable() {
            List<HomeTable> tables = new ArrayList<>(pairs.keySet());
            tables.sort((a, b) -> Long.compare(a.id(), b.id()));
            return tables.get(random.nextInt(tables.size()));
        }

        LuaValue anyKey() {
            return switch (random.nextInt(8)) {
                case 0 -> LuaValue.TRUE;
                case 1 -> LuaValue.FALSE;
                case 2 -> LuaValue.valueOf(random.nextInt(5) + 0.5);
                case 3 -> LuaValue.valueOf(3e9 + random.nextInt(3));
                case 4 -> LuaString.valueOf("k" + random.nextInt(10));
                case 5 -> LuaString.valueOf("" + random.nextInt(5));
                case 6 -> LuaString.valueOf("long".repeat(300 + random.nextInt(2)));
                default -> LuaValue.valueOf(random.nextInt(30) - 5);
            };
        }

        void set() {
            HomeTable table = anyTable();
            Model model = pairs.get(table);
            LuaValue key = anyKey();
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> remove(table, model, key);
                case 3, 4 -> {
                    HomeTable fresh = new HomeTable();
                    Model freshModel = new Model();
                    fill(fresh, freshModel, 2);
                    put(table, model, key, fresh, freshModel);
                    pair(fresh, freshModel);
                }
                case 5 -> {
                    HomeTable other = anyTable();
                    put(table, model, key, other, pairs.get(other));
                }
                default -> {
                    LuaValue value = scalar();
                    put(table, model, key, value, value);
                }
            }
        }

        void fill(HomeTable table, Model model, int depth) {
            for (int i = random.nextInt(4); i > 0; i--) {
                LuaValue key = anyKey();
                if (depth > 0 && random.nextInt(3) == 0) {
                    HomeTable child = random.nextInt(4) == 0 ? table : new HomeTable();
                    Model childModel = child == table ? model : new Model();
                    if (child != table) {
                        fill(child, childModel, depth - 1);
                    }
                    put(table, model, key, child, childModel);
                } else {
                    LuaValue value = scalar();
                    put(table, model, key, value, value);
                }
            }
        }

        void pair(HomeTable table, Model model) {
            if (pairs.put(table, model) == null) {
                table.forEach((key, value) -> {
                    if (value instanceof HomeTable child) {
                        pair(child, (Model) model.entries.get(key));
                    }
                    return true;
                });
            }
        }

        LuaValue scalar() {
            return switch (random.nextInt(6)) {
                case 0 -> LuaValue.valueOf(random.nextInt());
                case 1 -> LuaValue.valueOf(random.nextDouble());
                case 2 -> LuaValue.valueOf(random.nextBoolean());
                case 3 -> LuaString.valueOf("" + random.nextInt(100));
                case 4 -> LuaString.valueOf("s".repeat(random.nextInt(3000)));
                default -> LuaString.valueUsing(new byte[] {0, (byte) 255, (byte) random.nextInt()});
            };
        }

        void put(HomeTable table, Model model, LuaValue key, LuaValue value, Object modelValue) {
            if (random.nextBoolean() && key.isinttype()) {
                table.rawset(key.toint(), value);
            } else {
                table.set(key, value);
            }
            if (model.entries.put(key, modelValue) == null) {
                // As in Lua, an iteration is void when its table gets a new key.
                suspended.removeIf(iteration -> iteration.table == table);
            }
            if (value instanceof HomeTable child && table.id() != 0 && child.id() == 0) {
                throw new AssertionError("a table in a persistent one has no ID");
            }
        }

        void remove(HomeTable table, Model model, LuaValue key) {
            table.rawset(key, LuaValue.NIL);
            model.entries.remove(key);
            suspended.forEach(iteration -> {
                if (iteration.table == table) {
                    iteration.removed.add(key);
                }
            });
        }

        void compareOne() {
            HomeTable table = anyTable();
            compareEntries(table, pairs.get(table), new IdentityHashMap<>(pairs));
            LuaValue key = anyKey();
            Object expected = pairs.get(table).entries.get(key);
            LuaValue found = key.isinttype() ? table.rawget(key.toint()) : table.get(key);
            if (expected == null) {
                assertTrue(found.isnil());
            } else if (expected instanceof LuaValue) {
                assertEquals(expected, found);
                assertEquals(((LuaValue) expected).type(), found.type());
            }
        }

        void commit() {
            home.commit();
            committed = copy(root);
        }

        void restart() {
            home.close();
            suspended.clear();
            root = copy(committed);
            home = new Home(reopen.get(), random.nextBoolean() ? 2000 : Long.MAX_VALUE);
            compareAll();
            assertEquals(pairs.size(), home.metadata().tableCount(), "garbage is gone after a restart");
            assertTrue(home.metadata().nextTableId() >= highestId, "IDs never go back");
            highestId = home.metadata().nextTableId();
        }

        void save() {
            long number = home.save(null, Instant.EPOCH).number();
            assertEquals(0, home.changedTables());
            committed = copy(root);
            revisions.clear();
            revisions.put(number, copy(root));
        }

        void load() {
            if (revisions.isEmpty()) {
                return;
            }
            List<Long> numbers = new ArrayList<>(revisions.keySet());
            long number = numbers.get(random.nextInt(numbers.size()));
            Map<HomeTable, Model> before = pairs;
            suspended.clear();
            long undo = home.load(number, Instant.EPOCH).undo().number();
            revisions.put(undo, copy(root));
            Model target = revisions.get(number);
            assertNotNull(target);
            root = copy(target);
            committed = copy(target);
            compareAll();
            if (number == Collections.min(numbers)) {
                assertEquals(0, home.changedTables(), "nothing differs from the last save");
            }
            before.forEach((table, model) -> {
                if (table.id() == 0) {
                    assertEquals(model.entries.keySet(), keys(table), "a table that ceased to exist keeps its entries");
                }
            });
        }

        /**
         * Iterates while visited entries are cleared or changed and the table may leave memory; none may be met twice.
         */
        void iterateWithChanges() {
            HomeTable table = anyTable();
            Model model = pairs.get(table);
            Set<LuaValue> expected = new HashSet<>(model.entries.keySet());
            Set<LuaValue> met = new HashSet<>();
            for (Varargs entry = table.next(LuaValue.NIL); !entry.arg1().isnil(); ) {
                LuaValue key = entry.arg1();
                assertTrue(met.add(key), () -> "met twice: " + key);
                switch (random.nextInt(6)) {
                    case 0 -> remove(table, model, key);
                    case 1 -> put(table, model, key, LuaValue.valueOf("7"), LuaValue.valueOf("7"));
                    case 2 -> commit();
                    case 3 -> home.evictAll();
                    default -> {}
                }
                entry = table.next(key);
            }
            assertEquals(expected, met);
        }

        Set<LuaValue> keys(HomeTable table) {
            Set<LuaValue> keys = new HashSet<>();
            for (Varargs entry = table.next(LuaValue.NIL); !entry.arg1().isnil(); entry = table.next(entry.arg1())) {
                assertTrue(keys.add(entry.arg1()), "an iteration met a key twice");
            }
            return keys;
        }

        /** Walks both graphs from their roots, and pairs the tables anew. */
        void compareAll() {
            pairs = new IdentityHashMap<>();
            Map<Model, HomeTable> back = new IdentityHashMap<>();
            List<HomeTable> open = new ArrayList<>(List.of(home.root()));
            pairs.put(home.root(), root);
            back.put(root, home.root());
            root.kept.forEach((id, model) -> {
                HomeTable table = home.table(id);
                assertNotNull(table, "a kept table is there");
                if (back.putIfAbsent(model, table) == null) {
                    pairs.put(table, model);
                    open.add(table);
                }
            });
            while (!open.isEmpty()) {
                HomeTable table = open.remove(open.size() - 1);
                Model model = pairs.get(table);
                compareEntries(table, model, null);
                for (Map.Entry<LuaValue, Object> e : model.entries.entrySet()) {
                    if (e.getValue() instanceof Model child) {
                        HomeTable childTable = (HomeTable) table.rawget(e.getKey());
                        HomeTable known = back.putIfAbsent(child, childTable);
                        if (known == null) {
                            pairs.put(childTable, child);
                            open.add(childTable);
                        } else {
                            assertSame(known, childTable, "sharing");
                        }
                    }
                }
            }
        }

        void compareEntries(HomeTable table, Model model, @Nullable Map<HomeTable, Model> known) {
            assertEquals(model.entries.keySet(), keys(table));
            assertEquals(model.entries.size(), table.entryCount());
            int border = table.rawlen();
            assertTrue(border == 0 || !table.rawget(border).isnil(), "border");
            assertTrue(table.rawget(border + 1).isnil(), "border");
            model.entries.forEach((key, value) -> {
                LuaValue found = table.rawget(key);
                if (value instanceof Model child) {
                    assertTrue(found instanceof HomeTable);
                    if (known != null) {
                        assertSame(child, known.get(found));
                    }
                } else {
                    assertEquals(value, found);
                    assertEquals(((LuaValue) value).type(), found.type());
                }
            });
        }

        static Model copy(Model original) {
            Map<Model, Model> copies = new IdentityHashMap<>();
            List<Model> open = new ArrayList<>(List.of(original));
            copies.put(original, new Model());
            original.kept.forEach((id, model) -> {
                if (copies.putIfAbsent(model, new Model()) == null) {
                    open.add(model);
                }
                copies.get(original).kept.put(id, copies.get(model));
            });
            while (!open.isEmpty()) {
                Model model = open.remove(open.size() - 1);
                Model copy = copies.get(model);
                model.entries.forEach((key, value) -> {
                    if (value instanceof Model child && !copies.containsKey(child)) {
                        copies.put(child, new Model());
                        open.add(child);
                    }
                    copy.entries.put(key, value instanceof Model child ? copies.get(child) : value);
                });
            }
            return copies.get(original);
        }
    }
}
