package luahome.store.workspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import luahome.store.Finding;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.Revision;
import luahome.store.StoreException;
import luahome.store.StoreException.Kind;
import luahome.store.TableStore.Change;
import luahome.store.Tags;
import luahome.store.disk.Disk;
import luahome.store.volume.HomeFile;
import luahome.store.volume.JournalSettings;
import luahome.store.volume.JournaledVolume;
import luahome.store.volume.PageFormat;
import luahome.store.volume.PowerLoss;
import luahome.store.volume.SimulatedDisk;
import luahome.store.volume.VolumeOpener;
import org.junit.jupiter.api.Test;

/** Compaction, backups, checks and repairs on a simulated disk. */
class UpkeepTest {
    private static final JournalSettings SMALL = new JournalSettings(60 * 4128, 20, 64, 8192, Duration.ZERO);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final SimulatedDisk disk = new SimulatedDisk(new Random(1));

    @Test
    void compactionKeepsContentsAndRevisionsAndGivesRoomBack() {
        try (PagedStore store = open()) {
            fill(store, 1);
            store.save("first", NOW);
            for (int round = 2; round < 12; round++) {
                fill(store, round);
                store.commit();
            }
            for (long table = 40; table < 80; table++) {
                store.drop(table);
            }
            store.commit();
            StoreModel before = contents(store);
            List<Revision> revisions = store.revisions();
            long bytes = store.info().fileBytes() + store.info().journalBytes();
            store.compact(Progress.NONE);
            assertSame(before, contents(store));
            assertEquals(revisions, store.revisions());
            assertTrue(store.info().fileBytes() + store.info().journalBytes() < bytes);
            assertEquals(List.of(), problems(store));
            store.load(1, NOW);
            assertSame(model(1), contents(store));
            store.compact(Progress.NONE);
            store.load(2, NOW);
            assertSame(before, contents(store));
        }
        try (PagedStore store = open()) {
            assertEquals(List.of(), problems(store));
        }
    }

    @Test
    void compactionIsSafeFromLossOfPowerAtEachOfItsSteps() {
        SimulatedDisk whole = new SimulatedDisk(new Random(7));
        int steps = stepsOf(whole, () -> {
            try (PagedStore store = new PagedStore(VolumeOpener.open(whole, OpenMode.WRITE, SMALL), true)) {
                prepare(store);
                int before = whole.operations();
                store.compact(Progress.NONE);
                return whole.operations() - before;
            }
        });
        assertTrue(steps > 20, "only " + steps + " steps");
        for (int step = 1; step <= steps; step++) {
            for (boolean power : new boolean[] {true, false}) {
                SimulatedDisk one = new SimulatedDisk(new Random(step * 31L));
                PagedStore store = new PagedStore(VolumeOpener.open(one, OpenMode.WRITE, SMALL), true);
                prepare(store);
                one.losePowerAfter(step);
                assertThrows(PowerLoss.class, () -> store.compact(Progress.NONE));
                if (power) {
                    one.powerUp();
                } else {
                    one.restartProcess();
                }
                for (int opening = 0; opening < 2; opening++) {
                    try (PagedStore after = new PagedStore(VolumeOpener.open(one, OpenMode.WRITE, SMALL), true)) {
                        assertSame(model(2), contents(after));
                        assertEquals(1, after.revisions().size());
                        assertEquals(List.of(), problems(after));
                        assertFalse(one.exists(HomeFile.NEW_NAME), "what a crash left is removed");
                    }
                    one.powerUp();
                }
            }
        }
    }

    private static int stepsOf(SimulatedDisk disk, IntSupplier work) {
        int steps = work.getAsInt();
        disk.powerUp();
        return steps;
    }

    private static void prepare(PagedStore store) {
        fill(store, 1);
        store.save("first", NOW);
        fill(store, 2);
        store.commit();
    }

    @Test
    void compactionGoesOnAfterAFullDiskAndFailedForces() {
        try (PagedStore store = open()) {
            prepare(store);
            for (int room = 0; room < 60; room++) {
                disk.capacity(disk.used() + room * 3000L);
                try {
                    store.compact(Progress.NONE);
                } catch (StoreException e) {
                    assertEquals(Kind.FULL, e.kind(), e.getMessage());
                }
                disk.capacity(Long.MAX_VALUE);
                assertFalse(disk.exists(HomeFile.NEW_NAME));
                assertSame(model(2), contents(store));
                store.update(5, List.of(new Change(key(5000), value(room))).iterator());
                store.commit();
                store.update(5, List.of(new Change(key(5000), null)).iterator());
                store.commit();
            }
            for (int fails = 1; fails < 5; fails++) {
                disk.failForces(fails);
                assertThrows(StoreException.class, () -> store.compact(Progress.NONE));
                disk.failForces(0);
                assertSame(model(2), contents(store));
                fill(store, 3);
                store.commit();
                disk.failForces(fails);
                assertThrows(StoreException.class, () -> {
                    fill(store, 4);
                    store.commit();
                });
                disk.failForces(0);
                store.rollback();
                assertSame(model(3), contents(store));
                fill(store, 2);
                store.commit();
            }
        }
        disk.powerUp();
        try (PagedStore store = open()) {
            assertSame(model(2), contents(store));
            assertEquals(List.of(), problems(store));
        }
    }

    @Test
    void compactionWaitsForReadersAndLeavesAllAsItWas() {
        try (PagedStore store = open()) {
            prepare(store);
            try (PagedStore reader = new PagedStore(VolumeOpener.open(disk.neighbour(), OpenMode.READ, SMALL), false)) {
                StoreException e = assertThrows(StoreException.class, () -> store.compact(Progress.NONE));
                assertEquals(Kind.LOCKED, e.kind());
                assertSame(model(2), contents(store));
                assertSame(model(2), contents(reader));
                assertFalse(disk.exists(HomeFile.NEW_NAME));
            }
            store.compact(Progress.NONE);
            assertSame(model(2), contents(store));
        }
    }

    @Test
    void aBackupHoldsTheCommittedStateAndCanBeCheckedAndRestored() {
        SimulatedDisk other = new SimulatedDisk(new Random(2));
        try (PagedStore store = open()) {
            prepare(store);
            backUp(disk.neighbour(), other);
            fill(store, 3);
            store.commit();
            byte[] first = other.content("b.db");
            backUp(disk.neighbour(), other);
            assertFalse(Arrays.equals(first, other.content("b.db")));
            other.content("b.db", first);
        }
        try (JournaledVolume volume = Backups.openVolume(other, "b.db", SMALL);
                PagedStore backup = new PagedStore(volume, false)) {
            assertSame(model(2), contents(backup));
            assertEquals(List.of(), problems(backup));
            StoreException e = assertThrows(
                    StoreException.class, () -> Backups.restore(volume, disk, SMALL, false, Progress.NONE));
            assertEquals(Kind.UNUSABLE, e.kind());
            Backups.restore(volume, disk, SMALL, true, Progress.NONE);
        }
        try (PagedStore store = open()) {
            assertSame(model(2), contents(store));
            store.load(1, NOW);
            assertSame(model(1), contents(store));
        }
    }

    @Test
    void restoringIsSafeFromLossOfPowerAtEachOfItsSteps() {
        SimulatedDisk other = new SimulatedDisk(new Random(2));
        try (PagedStore store = open()) {
            prepare(store);
            backUp(disk.neighbour(), other);
        }
        int restored = 0;
        int kept = 0;
        for (int step = 1; ; step++) {
            SimulatedDisk target = new SimulatedDisk(new Random(step));
            PagedStore killed = new PagedStore(VolumeOpener.open(target, OpenMode.WRITE, SMALL), true);
            fill(killed, 7);
            killed.update(3, List.of(new Change(key(5000), value(1))).iterator());
            killed.commit();
            killed.update(3, List.of(new Change(key(5000), null)).iterator());
            killed.commit();
            // The last commit is in the journal only, which must go with the old file and not with the new one.
            target.restartProcess();
            boolean done = false;
            other.restartProcess();
            try (JournaledVolume volume = Backups.openVolume(other, "b.db", SMALL)) {
                target.losePowerAfter(step);
                Backups.restore(volume, target, SMALL, true, Progress.NONE);
                done = true;
            } catch (PowerLoss e) {
                assertEquals("power loss", e.getMessage());
            }
            if (step % 2 == 0) {
                target.restartProcess();
            } else {
                target.powerUp();
            }
            try (PagedStore store = new PagedStore(VolumeOpener.open(target, OpenMode.WRITE, SMALL), true)) {
                StoreModel found = contents(store);
                boolean isNew = StoreModel.differences(found, model(2)) == 0;
                assertTrue(isNew || StoreModel.differences(found, model(7)) == 0, "step " + step);
                restored += isNew ? 1 : 0;
                kept += isNew ? 0 : 1;
                assertEquals(List.of(), problems(store));
            }
            if (done) {
                break;
            }
        }
        assertTrue(restored > 0 && kept > 5, restored + " restored, " + kept + " kept");
    }

    @Test
    void aBackupIsTheFormerOneOrTheNewOneWhereverPowerOrTheProgramFails() {
        SimulatedDisk whole = new SimulatedDisk(new Random(2));
        try (PagedStore store = open()) {
            prepare(store);
            backUp(disk.neighbour(), whole);
            fill(store, 3);
            store.commit();
        }
        byte[] former = whole.content("b.db");
        int formers = 0;
        boolean done = false;
        for (int step = 1; !done; step++) {
            SimulatedDisk target = new SimulatedDisk(new Random(step));
            target.content("b.db", former);
            target.losePowerAfter(step);
            try {
                backUp(disk.neighbour(), target);
                done = true;
            } catch (PowerLoss e) {
                assertEquals("power loss", e.getMessage());
            }
            if (step % 3 == 0) {
                target.restartProcess();
            } else {
                target.powerUp();
            }
            try (PagedStore backup = new PagedStore(Backups.openVolume(target, "b.db", SMALL), false)) {
                StoreModel found = contents(backup);
                boolean isFormer = StoreModel.differences(found, model(2)) == 0;
                assertTrue(isFormer || StoreModel.differences(found, model(3)) == 0, "step " + step);
                assertFalse(isFormer && done, "a backup that is done is durable");
                formers += isFormer ? 1 : 0;
                assertEquals(List.of(), problems(backup));
            }
            backUp(disk.neighbour(), target);
            assertEquals(Set.of("b.db"), target.image().keySet(), "the next backup leaves no part of the last one");
        }
        assertTrue(formers > 5, formers + " times the former one");
    }

    @Test
    void aBackupThatFindsNoRoomOrAFailingDiskLeavesTheFormerOne() {
        SimulatedDisk other = new SimulatedDisk(new Random(2));
        try (PagedStore store = open()) {
            prepare(store);
            backUp(disk.neighbour(), other);
            Map<String, String> former = other.image();
            fill(store, 3);
            store.commit();
            long room = disk.content(HomeFile.NAME).length;
            for (long bytes = 0; bytes < room; bytes += room / 25) {
                other.capacity(other.used() + bytes);
                StoreException e = assertThrows(StoreException.class, () -> backUp(disk.neighbour(), other));
                assertEquals(Kind.FULL, e.kind());
                assertEquals(
                        "no space is left on the disk for /simulated/.b.db.new; free some, then try again",
                        e.getMessage());
                assertEquals(former, other.image());
            }
            other.capacity(Long.MAX_VALUE);
            other.failWrites(1);
            assertEquals(
                    Kind.IO,
                    assertThrows(StoreException.class, () -> backUp(disk.neighbour(), other))
                            .kind());
            assertEquals(former, other.image());
            other.failForces(1);
            assertEquals(
                    Kind.IO,
                    assertThrows(StoreException.class, () -> backUp(disk.neighbour(), other))
                            .kind());
            assertEquals(former, other.image());
            backUp(disk.neighbour(), other);
            try (PagedStore backup = new PagedStore(Backups.openVolume(other, "b.db", SMALL), false)) {
                assertSame(model(3), contents(backup));
            }
            assertSame(model(3), contents(store));
        }
    }

    @Test
    void restoringThatFindsNoRoomOrAFailingDiskLeavesTheOldDataOrHasDoneItsWork() {
        SimulatedDisk other = new SimulatedDisk(new Random(2));
        try (PagedStore store = open()) {
            prepare(store);
            backUp(disk.neighbour(), other);
        }
        long room = disk.content(HomeFile.NAME).length;
        SimulatedDisk target = new SimulatedDisk(new Random(3));
        PagedStore killed = new PagedStore(VolumeOpener.open(target, OpenMode.WRITE, SMALL), true);
        fill(killed, 7);
        killed.commit();
        target.restartProcess();
        for (long bytes = 0; bytes < room; bytes += room / 25) {
            target.capacity(target.used() + bytes);
            Map<String, String> before = target.image();
            assertEquals(Kind.FULL, failedRestoration(other, target).kind());
            assertEquals(before, target.image());
        }
        target.capacity(Long.MAX_VALUE);
        for (int fails = 1; fails < 6; fails++) {
            target.failForces(fails % 2);
            target.failWrites(fails);
            assertEquals(Kind.IO, failedRestoration(other, target).kind());
            target.failForces(0);
            target.failWrites(0);
            assertFalse(target.exists(HomeFile.NEW_NAME));
            try (PagedStore store = new PagedStore(VolumeOpener.open(target, OpenMode.READ, SMALL), false)) {
                assertSame(model(7), contents(store));
            }
        }
        try (JournaledVolume volume = Backups.openVolume(other, "b.db", SMALL)) {
            Backups.restore(volume, target, SMALL, true, Progress.NONE);
        }
        try (PagedStore store = new PagedStore(VolumeOpener.open(target, OpenMode.WRITE, SMALL), true)) {
            assertSame(model(2), contents(store));
            assertEquals(List.of(), problems(store));
        }
    }

    private static StoreException failedRestoration(SimulatedDisk from, SimulatedDisk to) {
        try (JournaledVolume volume = Backups.openVolume(from, "b.db", SMALL)) {
            return assertThrows(StoreException.class, () -> Backups.restore(volume, to, SMALL, true, Progress.NONE));
        }
    }

    /**
     * Every byte that carries data is guarded: with one changed, everything reads as it was, or the damage is told, by
     * the store and by a check; and a repair saves nothing wrong. {@code -Dluahome.seed=N}, {@code -Dluahome.flips=N}.
     */
    @Test
    void aChangedByteIsReportedOrChangesNothing() {
        try (PagedStore store = open()) {
            prepare(store);
        }
        disk.restartProcess();
        byte[] whole = disk.content(HomeFile.NAME);
        int flips = Integer.getInteger("luahome.flips", 400);
        long seed = Long.getLong("luahome.seed", System.nanoTime());
        Random random = new Random(seed);
        // Most of the file is free room; of the pages that hold something, each is hit as often as another.
        List<Integer> pages = new ArrayList<>();
        for (int page = 0; page * 4096 < whole.length; page++) {
            if (!PageFormat.isZero(Arrays.copyOfRange(whole, page * 4096, page * 4096 + 4096))) {
                pages.add(page);
            }
        }
        int told = 0;
        for (int flip = 0; flip < flips; flip++) {
            byte[] bytes = whole.clone();
            int at = random.nextInt(10) == 0
                    ? random.nextInt(bytes.length)
                    : pages.get(random.nextInt(pages.size())) * 4096 + random.nextInt(4096);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            disk.content(HomeFile.NAME, bytes);
            try {
                told += flipped(at) ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("byte " + at + ", -Dluahome.seed=" + seed + ": " + e, e);
            }
            assertArrayEquals(bytes, disk.content(HomeFile.NAME), "looking changes nothing");
        }
        assertTrue(told > flips / 2, "only " + told);
    }

    private boolean flipped(int at) {
        List<Finding> findings = new ArrayList<>();
        boolean damaged = false;
        disk.freeze(true);
        try (PagedStore store = new PagedStore(VolumeOpener.open(disk, OpenMode.READ, SMALL), false)) {
            assertSame(model(2), contents(store));
        } catch (StoreException e) {
            assertTrue(Set.of(Kind.DAMAGED, Kind.FOREIGN, Kind.NEWER).contains(e.kind()), e.toString());
            damaged = true;
        }
        boolean opened = false;
        try (JournaledVolume volume = VolumeOpener.open(disk, OpenMode.READ, SMALL)) {
            opened = true;
            PagedStore.verify(volume, findings::add, Progress.NONE);
            new PagedStore(volume, false).check(findings::add, Progress.NONE);
        } catch (StoreException e) {
            assertTrue(damaged, "a check tells what reading does not: " + e.getMessage());
            findings.add(new Finding(Finding.Kind.BAD_INDEX, null, e.getMessage()));
        }
        disk.freeze(false);
        boolean found = findings.stream().anyMatch(finding -> finding.kind().isProblem());
        assertTrue(!damaged || found, "byte " + at + " is damaged and the check finds nothing");
        if (opened && damaged) {
            repaired();
        }
        return damaged;
    }

    /** What is saved from damage is as it was. */
    private void repaired() {
        List<String> losses = new ArrayList<>();
        String name;
        try {
            Salvage.Result result = Salvage.run(
                    told -> VolumeOpener.open(disk, OpenMode.READ, SMALL), disk, SMALL, losses::add, Progress.NONE);
            name = result.file().getFileName().toString();
        } catch (StoreException e) {
            assertEquals(Kind.DAMAGED, e.kind(), e.getMessage());
            return;
        }
        assertFalse(losses.isEmpty());
        Map<Long, TreeMap<byte[], byte[]>> original = model(2).tables;
        Set<Long> named = new HashSet<>();
        try (PagedStore saved = new PagedStore(Backups.openVolume(disk, name, SMALL), false)) {
            assertEquals(List.of(), problems(saved));
            contents(saved).tables.forEach((id, table) -> {
                table.forEach((key, value) -> assertArrayEquals(original.get(id).get(key), value));
                if (table.size() < original.get(id).size()) {
                    named.add(id);
                }
            });
        }
        boolean index = losses.stream().anyMatch(loss -> loss.contains("may"));
        named.forEach(id -> assertTrue(
                index || losses.stream().anyMatch(loss -> loss.contains("#" + id + " ")), "#" + id + ": " + losses));
        disk.content(name, null);
    }

    @Test
    void aCheckNamesDanglingReferencesUnreachableTablesAndWrongCounts() {
        try (PagedStore store = open()) {
            store.update(
                    1,
                    List.of(new Change(key(1), reference(2)), new Change(key(2), reference(9)))
                            .iterator());
            store.update(2, List.<Change>of().iterator());
            store.update(3, List.of(new Change(key(1), reference(4))).iterator());
            store.update(4, List.of(new Change(key(1), reference(3))).iterator());
            store.commit();
            List<Finding> findings = new ArrayList<>();
            store.check(findings::add, Progress.NONE);
            assertEquals(
                    List.of(
                            "dangling reference: table #1 refers to table #9, which is not there",
                            "unreachable table: nothing leads to table #3; it is cleared away when garbage is collected",
                            "unreachable table: nothing leads to table #4; it is cleared away when garbage is"
                                    + " collected"),
                    findings.stream()
                            .map(finding -> finding.kind().text() + ": " + finding.message())
                            .toList());
        }
    }

    @Test
    void aCheckFollowsReferencesThatHadToWait() {
        try (PagedStore store = open()) {
            int tables = 12_000;
            store.update(
                    1,
                    IntStream.rangeClosed(2, tables)
                            .mapToObj(id ->
                                    new Change(ByteBuffer.allocate(4).putInt(id).array(), reference(id)))
                            .iterator());
            for (int id = 2; id <= tables; id++) {
                long onlyFromHere = tables + id;
                store.update(
                        id, List.of(new Change(key(1), reference(onlyFromHere))).iterator());
                store.update(onlyFromHere, List.<Change>of().iterator());
            }
            store.commit();
            List<Finding> findings = new ArrayList<>();
            store.check(findings::add, Progress.NONE);
            assertEquals(0, findings.size());
        }
    }

    private PagedStore open() {
        return new PagedStore(VolumeOpener.open(disk, OpenMode.WRITE, SMALL), true);
    }

    private static void backUp(Disk from, Disk to) {
        try (JournaledVolume volume = VolumeOpener.open(from, OpenMode.READ, SMALL)) {
            volume.backUp(to, "b.db", Progress.NONE);
        }
    }

    private static List<Finding> problems(PagedStore store) {
        List<Finding> findings = new ArrayList<>();
        store.check(
                finding -> {
                    if (finding.kind().isProblem()) {
                        findings.add(finding);
                    }
                },
                Progress.NONE);
        return findings;
    }

    /** Gives all tables the contents of a round. */
    private static void fill(PagedStore store, int round) {
        StoreModel model = model(round);
        for (long table = 1; table < 100; table++) {
            TreeMap<byte[], byte[]> entries = model.tables.get(table);
            if (entries == null) {
                store.drop(table);
            } else {
                store.replace(
                        table,
                        entries.entrySet().stream()
                                .map(entry -> new Change(entry.getKey(), entry.getValue()))
                                .iterator());
            }
        }
    }

    /** Small tables, a table of several pages, long values, and one of several pieces. */
    private static StoreModel model(int round) {
        StoreModel model = new StoreModel();
        for (long table = 1; table < 100; table++) {
            if (table == 1 || (table + round) % 3 != 0) {
                TreeMap<byte[], byte[]> entries = model.table(table);
                for (int i = 0; i < (table == 1 ? 1500 : table % 7 * 3); i++) {
                    entries.put(key(i), value(i * round));
                }
                if (table % 20 == 5) {
                    entries.put(key(9000), Arrays.copyOf(value(round), 3000));
                }
            }
        }
        model.table(1).put(key(9001), Arrays.copyOf(value(round), 150_000));
        return model;
    }

    private static byte[] key(int number) {
        return ("0key " + number).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] value(int number) {
        return ("0value " + number).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] reference(long id) {
        return ByteBuffer.allocate(9).put((byte) Tags.TABLE).putLong(id).array();
    }

    private static StoreModel contents(PagedStore store) {
        StoreModel found = new StoreModel();
        store.tables(info -> {
            TreeMap<byte[], byte[]> table = found.table(info.id());
            store.scan(info.id(), null, (key, value) -> {
                table.put(key, value);
                return true;
            });
            return true;
        });
        return found;
    }

    private static void assertSame(StoreModel expected, StoreModel found) {
        assertEquals(0, StoreModel.differences(expected, found), "tables that differ");
    }
}
