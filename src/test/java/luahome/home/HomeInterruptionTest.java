package luahome.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import luahome.home.space.TableState;
import luahome.home.value.HomeTable;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** What is left where the user breaks off what takes long, and how far a commit says that it is. */
class HomeInterruptionTest {
    private MemoryStore store = new MemoryStore();
    private Home home = new Home(store);

    @SuppressWarnings("serial")
    private static final class Interruption extends Error {}

    private void restart() {
        home.close();
        store = store.reopened();
        home = new Home(store);
    }

    private static HomeTable tableOf(Object... keysAndValues) {
        HomeTable table = new HomeTable();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            LuaValue key = LuaString.valueOf((String) keysAndValues[i]);
            Object value = keysAndValues[i + 1];
            table.set(key, value instanceof Integer number ? LuaValue.valueOf(number) : (LuaValue) value);
        }
        return table;
    }

    /** Throws at the n-th question, and never again. */
    private void interruptAt(int n) {
        interruptAt(n, () -> true);
    }

    private void interruptAt(int n, BooleanSupplier counts) {
        int[] left = {n};
        home.interruptCheck(() -> {
            if (counts.getAsBoolean() && --left[0] == 0) {
                throw new Interruption();
            }
        });
    }

    private static boolean isFlushing() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("flush")));
    }

    @Test
    void anAdoptionThatIsInterruptedAnywhereAdoptsNothing() {
        int interrupted = 0;
        boolean done = false;
        for (int n = 1; !done; n++) {
            HomeTable inner = tableOf("x", 1);
            HomeTable outer = tableOf("a", inner, "b", tableOf("c", inner));
            outer.setmetatable(inner);
            interruptAt(n);
            try {
                home.root().set("t", outer);
                done = true;
            } catch (Interruption e) {
                interrupted++;
                assertNull(TableState.of(inner));
                assertNull(TableState.of(outer));
                assertTrue(home.root().get("t").isnil());
                home.rollback();
            }
        }
        home.commit();
        assertTrue(interrupted > 8, "only " + interrupted);
        restart();
        assertEquals(1, home.root().get("t").get("b").get("c").get("x").toint());
    }

    @Test
    void aTableWhoseLoadingIsInterruptedIsLoadedWholeTheNextTime() {
        home.root().set("t", tableOf("a", 1, "b", 2, "c", tableOf()));
        home.commit();
        restart();
        HomeTable stored = (HomeTable) home.root().get("t");
        for (int n = 1; n <= 3; n++) {
            interruptAt(n);
            assertThrows(Interruption.class, () -> stored.set("d", LuaValue.ONE));
            assertTrue(TableState.of(stored).isGhost(), "it is there in part");
        }
        stored.set("d", LuaValue.ONE);
        home.commit();
        assertEquals(2, stored.get("b").toint());
        assertEquals(4, stored.count());
    }

    @Test
    void aCommitTellsHowManyOfTheEntriesItHasWritten() {
        HomeTable list = new HomeTable();
        for (int i = 1; i <= 1000; i++) {
            list.rawset(i, LuaValue.valueOf(i));
        }
        home.root().rawset("list", list);
        home.root().rawset("n", LuaValue.ONE);
        List<String> told = new ArrayList<>();
        home.commit((done, total) -> told.add(done + "/" + total));
        assertEquals(1002, told.size());
        assertEquals("1/1002", told.get(0));
        assertEquals("1002/1002", told.get(1001));
    }

    /**
     * One entry that changes stored tables, adopts others, and writes into a paged one until much is handed over to
     * the store in its midst.
     */
    private void changeMuch(HomeTable adopted) {
        LuaValue root = home.root();
        root.set("adopted", adopted);
        for (int i = 1; i <= 20; i++) {
            root.get("small").get(i).set("x", -i);
            adopted.set(i, tableOf("y", i));
        }
        for (int i = 1; i <= 300; i++) {
            root.get("big").set(i, LuaValue.valueOf("changed " + i));
        }
    }

    @Test
    void aHandOverToTheStoreThatIsInterruptedAnywhereIsTakenBackAndCanGoOn() {
        home.close();
        store = new MemoryStore();
        home = Eviction.tiny(store);
        HomeTable small = new HomeTable();
        HomeTable big = new HomeTable();
        for (int i = 1; i <= 20; i++) {
            small.set(i, tableOf("x", i));
        }
        for (int i = 1; i <= 300; i++) {
            big.set(i, LuaValue.valueOf(i));
        }
        home.root().set("small", small);
        home.root().set("big", big);
        home.commit();
        int interrupted = 0;
        boolean done = false;
        for (int n = 1; !done; n++) {
            HomeTable adopted = new HomeTable();
            interruptAt(n, HomeInterruptionTest::isFlushing);
            try {
                changeMuch(adopted);
                done = true;
            } catch (Interruption e) {
                interrupted++;
                int had = adopted.count();
                if (n % 2 == 0) {
                    home.interruptCheck(() -> {});
                    changeMuch(new HomeTable());
                }
                home.rollback();
                assertNull(TableState.of(adopted));
                for (int i = 1; i <= had; i++) {
                    assertEquals(i, adopted.get(i).get("y").toint());
                }
                assertTrue(home.root().get("adopted").isnil());
                for (int i = 1; i <= 20; i++) {
                    assertEquals(i, home.root().get("small").get(i).get("x").toint());
                }
                for (int i = 1; i <= 300; i++) {
                    assertEquals(i, home.root().get("big").get(i).toint());
                }
            }
        }
        home.commit();
        assertTrue(interrupted > 20, "only " + interrupted);
        restart();
        assertEquals(-20, home.root().get("small").get(20).get("x").toint());
        assertEquals(20, home.root().get("adopted").get(20).get("y").toint());
        assertEquals("changed 300", home.root().get("big").get(300).tojstring());
    }
}
