package luahome.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import luahome.home.space.TableState;
import luahome.home.value.HomeTable;
import luahome.store.Progress;
import luahome.store.StoreException;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaThread;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.ZeroArgFunction;

class HomeTest {
    private final MemoryStore store = new MemoryStore();
    private Home home = new Home(store);

    private void restart() {
        home.close();
        home = new Home(store.reopened());
    }

    private static LuaValue text(String text) {
        return LuaString.valueOf(text);
    }

    private static HomeTable tableOf(Object... keysAndValues) {
        HomeTable table = new HomeTable();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            table.set(value(keysAndValues[i]), value(keysAndValues[i + 1]));
        }
        return table;
    }

    private static LuaValue value(Object value) {
        return value instanceof LuaValue lua
                ? lua
                : value instanceof Integer number ? LuaValue.valueOf(number) : text((String) value);
    }

    private String refusal(LuaValue key, LuaValue value) {
        return assertThrows(LuaError.class, () -> home.root().set(key, value)).getMessage();
    }

    @Test
    void aTableIsReadFromAnyPlaceInAnOrderThatLasts() {
        HomeTable table = new HomeTable();
        home.root().rawset("t", table);
        for (String key : List.of("c", "a", "d", "b")) {
            table.rawset(key, LuaValue.valueOf(key + "!"));
        }
        table.rawset(7, LuaValue.TRUE);
        table.setmetatable(new HomeTable());
        assertEquals(5, behind(table, 0).size());
        home.commit();
        assertEquals(List.of("7true", "aa!", "bb!", "cc!", "dd!"), behind(table, 0));
        assertEquals(List.of("bb!", "cc!", "dd!"), behind(table, 2));
        assertEquals(List.of(), behind(table, 5));
        restart();
        HomeTable stored = (HomeTable) home.root().rawget("t");
        assertEquals(List.of("dd!"), behind(stored, 4));
        assertTrue(TableState.of(stored).isGhost(), "it was loaded");
    }

    private static List<String> behind(HomeTable table, long skip) {
        List<String> seen = new ArrayList<>();
        table.forEachBehind(skip, (key, value) -> seen.add(key.tojstring() + value.tojstring()));
        return seen;
    }

    @Test
    void theObjectTheProgramHoldsIsTheStoredOne() {
        HomeTable table = new HomeTable();
        home.root().set("t", table);
        table.set("x", 1);
        assertSame(table, home.root().get("t"));
        home.commit();
        restart();
        assertEquals(1, home.root().get("t").get("x").toint());
    }

    @Test
    void cyclesAndSharingSurviveARestart() {
        HomeTable a = new HomeTable();
        a.set("me", a);
        home.root().set("a", a);
        home.root().set("b", a);
        home.commit();
        restart();
        LuaValue b = home.root().get("b");
        assertSame(b, b.get("me"));
        assertSame(b, home.root().get("a"));
    }

    @Test
    void anAssignmentThatFailsLeavesNothing() {
        LuaThread coroutine = new LuaThread(new org.luaj.vm2.Globals(), LuaValue.NONE);
        HomeTable bad = tableOf("ok", 1, "inner", tableOf(3, coroutine));
        assertEquals("cannot persist a coroutine (at _home.bad.inner[3])", refusal(text("bad"), bad));
        assertEquals(0, bad.id());
        assertTrue(home.root().get("bad").isnil());
        assertEquals(0, home.pendingEntries());
    }

    @Test
    void whatCannotBeStoredIsNamedWithItsPlace() {
        HomeTable parent = new HomeTable();
        home.root().set("odd key", parent);
        LuaValue function = new ZeroArgFunction() {
            @Override
            public LuaValue call() {
                return LuaValue.NIL;
            }
        };
        assertEquals("cannot persist a function that is not written in Lua (at _home.f)", refusal(text("f"), function));
        assertEquals("cannot persist a userdata value (at _home.u)", refusal(text("u"), new LuaUserdata("u")));
        assertEquals("cannot persist a table made by the system (at _home.t)", refusal(text("t"), new LuaTable()));
        HomeTable withMetatable = new HomeTable();
        withMetatable.setmetatable(tableOf("__index", function));
        assertEquals(
                "cannot persist a function that is not written in Lua (at getmetatable(_home.m).__index)",
                refusal(text("m"), withMetatable));
        assertEquals("cannot persist a userdata value as a key (at _home)", refusal(new LuaUserdata("u"), text("v")));
        LuaError nested = assertThrows(LuaError.class, () -> parent.set(text("f"), new LuaUserdata("u")));
        assertEquals("cannot persist a userdata value (at _home[\"odd key\"].f)", nested.getMessage());
        LuaError metatable = assertThrows(LuaError.class, () -> parent.setmetatable(tableOf("x", function)));
        assertEquals(
                "cannot persist a function that is not written in Lua (at getmetatable(_home[\"odd key\"]).x)",
                metatable.getMessage());
        assertNull(parent.getmetatable());
    }

    @Test
    void aBuiltInIsStoredByItsName() {
        LuaValue function = new ZeroArgFunction() {
            @Override
            public LuaValue call() {
                return LuaValue.NIL;
            }
        };
        home.builtin(function, "print");
        home.root().set("f", function);
        home.commit();
        Eviction.evictAll(home);
        assertSame(function, home.root().get("f"));
    }

    @Test
    void rollbackRestoresMemoryAndMakesNewTablesTransient() {
        home.root().set("n", 1);
        home.root().set("t", tableOf("x", 1));
        home.commit();
        HomeTable fresh = tableOf("y", 2);
        LuaValue t = home.root().get("t");
        home.root().set("n", 2);
        t.set("x", LuaValue.NIL);
        t.set("fresh", fresh);
        assertEquals(3, home.rollback());
        assertEquals(1, home.root().get("n").toint());
        assertEquals(1, t.get("x").toint());
        assertTrue(t.get("fresh").isnil());
        assertEquals(0, fresh.id());
        assertEquals(2, fresh.get("y").toint());
    }

    @Test
    void aCommitThatFailsCanBeRolledBack() {
        home.root().set("n", 1);
        home.commit();
        home.root().set("n", 2);
        home.root().set("t", tableOf("x", 1));
        store.full(true);
        assertThrows(StoreException.class, home::commit);
        home.rollback();
        store.full(false);
        assertEquals(1, home.root().get("n").toint());
        home.root().set("n", 3);
        home.commit();
        restart();
        assertEquals(3, home.root().get("n").toint());
        assertTrue(home.root().get("t").isnil());
    }

    @Test
    void aSlotOverwrittenInOneTransactionLeavesOneTable() {
        for (int i = 0; i < 1000; i++) {
            home.root().set("slot", tableOf(1, i));
        }
        home.commit();
        assertEquals(2, home.metadata().tableCount());
    }

    @Test
    void aTableTakenOutAgainBeforeTheCommitBecomesTransient() {
        HomeTable table = tableOf(1, "one");
        home.root().set("t", table);
        assertTrue(table.id() > 1);
        home.root().set("t", LuaValue.NIL);
        home.commit();
        assertEquals(0, table.id());
        assertEquals(1, home.metadata().tableCount());
    }

    @Test
    void garbageIsGoneAfterTheCloseCyclesIncluded() {
        HomeTable cycle = new HomeTable();
        cycle.set("me", cycle);
        home.root().set("c", cycle);
        home.commit();
        home.root().set("c", LuaValue.NIL);
        home.commit();
        assertEquals(2, home.metadata().tableCount());
        restart();
        assertEquals(1, home.metadata().tableCount());
    }

    @Test
    void garbageLeftByAKilledSessionIsGoneAfterTheNextClose() {
        home.root().set("t", new HomeTable());
        home.commit();
        home.root().set("t", LuaValue.NIL);
        home.commit();
        home = new Home(store.reopened());
        assertEquals(2, home.metadata().tableCount());
        restart();
        assertEquals(1, home.metadata().tableCount());
    }

    @Test
    void collectingKeepsWhatTheProgramHolds() {
        HomeTable held = new HomeTable();
        held.set("child", tableOf("x", 1));
        home.root().set("t", held);
        home.commit();
        home.root().set("t", LuaValue.NIL);
        assertEquals(new Home.Garbage(0, 0), home.collectGarbage(true, Progress.NONE));
        held.get("child").set("x", 2);
        home.root().set("back", held);
        home.commit();
        restart();
        assertEquals(2, home.root().get("back").get("child").get("x").toint());
    }

    @Test
    void keptTablesHangOnNothingAndStayUntilReleased() {
        HomeTable kept = tableOf("x", 1);
        home.keep(kept);
        long id = kept.id();
        home.commit();
        restart();
        HomeTable again = home.table(id);
        assertEquals(1, again.get("x").toint());
        assertSame(again, home.table(id));
        home.release(again);
        home.commit();
        restart();
        assertNull(home.table(id));
    }

    @Test
    void keepingIsRolledBackToo() {
        HomeTable kept = new HomeTable();
        home.keep(kept);
        home.rollback();
        assertEquals(0, kept.id());
        home.commit();
        assertEquals(1, home.metadata().tableCount());
    }

    @Test
    void theIdIsVirtual() {
        HomeTable table = tableOf("x", 1);
        assertTrue(table.get("__ext_table_id").isnil());
        home.root().set("t", table);
        assertEquals(table.id(), table.get("__ext_table_id").tolong());
        assertEquals(1, home.root().get("__ext_table_id").toint());
        assertThrows(LuaError.class, () -> table.set("__ext_table_id", 7));
        assertEquals(1, table.entryCount());
    }

    @Test
    void idsAreNeverUsedTwice() {
        HomeTable first = new HomeTable();
        home.root().set("t", first);
        long id = first.id();
        home.rollback();
        HomeTable second = new HomeTable();
        home.root().set("t", second);
        assertTrue(second.id() > id);
    }

    @Test
    void loadTakesHeldTablesAlong() {
        HomeTable old = tableOf("x", 1);
        home.root().set("old", old);
        home.save("one", Instant.EPOCH);
        old.set("x", 2);
        HomeTable young = tableOf("y", tableOf("z", 3));
        home.root().set("young", young);
        home.commit();
        home.evictAll();
        long undo = home.load(null, Instant.EPOCH).undo().number();
        assertEquals(1, old.get("x").toint());
        assertEquals(0, young.id());
        assertEquals(3, young.get("y").get("z").toint());
        assertTrue(home.root().get("young").isnil());
        home.load(undo, Instant.EPOCH);
        assertEquals(2, old.get("x").toint());
        assertEquals(3, home.root().get("young").get("y").get("z").toint());
        assertNotSame(young, home.root().get("young"));
    }

    @Test
    void loadBeforeTheFirstSaveIsRefused() {
        LuaError error = assertThrows(LuaError.class, () -> home.load(null, Instant.EPOCH));
        assertEquals("nothing to load: no revision has been saved yet", error.getMessage());
    }

    @Test
    void aDeepChainIsAdoptedAndListed() {
        HomeTable deep = new HomeTable();
        HomeTable top = deep;
        for (int i = 0; i < 50_000; i++) {
            HomeTable next = new HomeTable();
            deep.set("d", next);
            deep = next;
        }
        home.root().set("deep", top);
        home.commit();
        restart();
        LuaValue at = home.root().get("deep");
        for (int i = 0; i < 50_000; i++) {
            at = at.get("d");
        }
        assertTrue(at.istable());
        List<String> paths = new ArrayList<>();
        home.tables(listed -> paths.add(listed.path()));
        assertEquals(50_002, paths.size());
        assertEquals("_home.deep.d", paths.get(2));
        assertEquals("#50000.d", paths.get(50_000));
    }

    @Test
    void theMetatableOfATableThatIsNotInMemoryTakesPartInAssignments() {
        HomeTable table = new HomeTable();
        HomeTable target = new HomeTable();
        HomeTable metatable = new HomeTable();
        metatable.rawset(LuaValue.NEWINDEX, target);
        table.setmetatable(metatable);
        home.root().set("table", table);
        home.root().set("target", target);
        home.commit();
        for (int i = 1; i <= 2; i++) {
            restart();
            home.root().get("table").set(LuaValue.valueOf("x" + i), LuaValue.TRUE);
            home.commit();
        }
        restart();
        home.root().get("table").set(7, LuaValue.TRUE);
        assertEquals(0, ((HomeTable) home.root().get("table")).entryCount());
        assertEquals(3, ((HomeTable) home.root().get("target")).entryCount());
    }

    @Test
    void aGhostIsShownWithoutBeingLoaded() {
        home.root().set("t", tableOf("a", 1, "b", 2));
        home.commit();
        restart();
        HomeTable table = (HomeTable) home.root().get("t");
        List<String> seen = new ArrayList<>();
        table.forEach((key, value) -> seen.add(key.tojstring() + value.tojstring()));
        assertEquals(List.of("a1", "b2"), seen);
        assertEquals(2, table.entryCount());
        assertTrue(TableState.of(table).isGhost());
    }

    @Test
    void aNumeralStringOverANumberStaysAString() {
        HomeTable table = tableOf("x", 1);
        table.set(text("x"), text("10"));
        assertEquals(LuaValue.TSTRING, table.get("x").type());
    }

    @Test
    void nilAndNanAreNoKeys() {
        HomeTable table = new HomeTable();
        LuaValue nan = LuaValue.valueOf(Double.NaN);
        assertThrows(LuaError.class, () -> table.rawset(LuaValue.NIL, LuaValue.TRUE));
        assertThrows(LuaError.class, () -> table.rawset(nan, LuaValue.TRUE));
        assertTrue(table.get(nan).isnil());
    }

    @Test
    void protectedKeysKeepTheirValues() {
        HomeTable globals = tableOf("_home", 1);
        globals.protect(text("_home"), "_home cannot be replaced");
        LuaError error = assertThrows(LuaError.class, () -> globals.rawset(text("_home"), LuaValue.NIL));
        assertEquals("_home cannot be replaced", error.getMessage());
        globals.set("x", 1);
        assertEquals(1, globals.get("x").toint());
    }

    @Test
    void listsFilledInAnyOrderHaveTheirLength() {
        HomeTable backwards = new HomeTable();
        for (int i = 1000; i > 0; i--) {
            backwards.set(i, LuaValue.valueOf(i));
        }
        assertEquals(1000, backwards.rawlen());
        for (int i = 1000; i > 500; i--) {
            backwards.set(i, LuaValue.NIL);
        }
        assertEquals(500, backwards.rawlen());
        assertEquals(500, backwards.entryCount());
        Varargs last = backwards.next(LuaValue.valueOf(500));
        assertTrue(last.arg1().isnil());
    }
}
