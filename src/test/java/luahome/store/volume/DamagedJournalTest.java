package luahome.store.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import luahome.store.Finding;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.StoreException;
import luahome.store.StoreException.Kind;
import luahome.store.TableStore.Change;
import luahome.store.workspace.Backups;
import luahome.store.workspace.PagedStore;
import luahome.store.workspace.Salvage;
import luahome.store.workspace.StoreModel;
import org.junit.jupiter.api.Test;

/**
 * A journal that is damaged, cut off or gone after a crash: opening refuses, a check tells, and a repair saves a state
 * that once was, the latest that can be had.
 */
class DamagedJournalTest {
    private static final int FRAME = FrameHeader.FRAME;
    private static final JournalSettings SMALL = new JournalSettings(1 << 20, 20, 64, 8192, Duration.ZERO);
    /** Such that some commits lie in the home file already and the rest of their frames behind the new ones. */
    private static final JournalSettings CHECKPOINTING = new JournalSettings(40L * FRAME, 20, 64, 8192, Duration.ZERO);

    private SimulatedDisk disk = new SimulatedDisk(new Random(1));
    /** The states after each commit, the empty one first. */
    private final List<StoreModel> states = new ArrayList<>();

    /**
     * {@code -Dluahome.seed=N} repeats a run, {@code -Dluahome.flips=N} sets how many changes there are in all.
     */
    @Test
    void aChangeOfTheJournalIsToldOrChangesNothing() {
        long seed = Long.getLong("luahome.seed", System.nanoTime());
        Random random = new Random(seed);
        int flips = Integer.getInteger("luahome.flips", 400);
        int told = 0;
        for (int world = 0; world < 6; world++) {
            disk = new SimulatedDisk(random);
            killedAfter(2 + random.nextInt(8), world % 2 == 0 ? SMALL : CHECKPOINTING);
            byte[] home = disk.content(HomeFile.NAME);
            byte[] whole = disk.content(Journal.NAME);
            for (int flip = 0; flip < flips / 6; flip++) {
                byte[] changed = change(whole, random);
                try {
                    told += look(home, changed) ? 1 : 0;
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError(
                            "change " + flip + " of world " + world + " (byte " + Arrays.mismatch(whole, changed)
                                    + ") of -Dluahome.seed=" + seed + ": " + e,
                            e);
                }
            }
        }
        System.out.printf("%d changes of a journal, %d told of; luahome.seed=%d%n", flips, told, seed);
        assertTrue(told > flips / 20, "only " + told + " were told of: this proves little");
    }

    /** One bit, a sector of zeros, one of garbage, or all from a place on. */
    private static byte[] change(byte[] whole, Random random) {
        byte[] changed = whole.clone();
        int at = random.nextInt(random.nextInt(4) == 0 ? FileHeader.SIZE : whole.length);
        int sector = at / 512 * 512;
        switch (random.nextInt(10)) {
            case 0 -> Arrays.fill(changed, sector, Math.min(sector + 512, whole.length), (byte) 0);
            case 1 -> {
                byte[] garbage = new byte[Math.min(512, whole.length - sector)];
                random.nextBytes(garbage);
                System.arraycopy(garbage, 0, changed, sector, garbage.length);
            }
            case 2 -> changed = Arrays.copyOf(whole, at);
            default -> changed[at] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    /** Looks at a workspace in every way; answers whether anything was wrong. */
    private boolean look(byte[] home, byte[] journal) {
        disk.content(HomeFile.NAME, home);
        disk.content(Journal.NAME, journal);
        Map<String, String> image = disk.image();
        boolean refused = false;
        try (PagedStore store = new PagedStore(VolumeOpener.open(disk, OpenMode.READ, SMALL), false)) {
            assertEquals(states.size() - 1, state(store), "an earlier state is served");
        } catch (StoreException e) {
            assertTrue(Set.of(Kind.DAMAGED, Kind.FOREIGN).contains(e.kind()), e.toString());
            refused = true;
        }
        List<Finding> findings = new ArrayList<>();
        List<VolumeDamage> damages = new ArrayList<>();
        try (JournaledVolume volume = VolumeOpener.openDamaged(disk, SMALL, damages::add)) {
            new PagedStore(volume, false).check(findings::add, Progress.NONE);
            assertEquals(
                    List.of(),
                    findings.stream()
                            .filter(finding -> finding.kind().isProblem())
                            .toList());
        }
        assertEquals(refused ? 1 : 0, damages.size(), damages.toString());
        assertEquals(image, disk.image(), "looking changes nothing");
        if (refused) {
            repaired(damages.get(0));
            disk.content(SAVED, null);
            assertEquals(image, disk.image(), "a repair changes nothing but its own file");
        }
        try (PagedStore store = new PagedStore(VolumeOpener.open(disk, OpenMode.WRITE, SMALL), true)) {
            assertFalse(refused, "it can be written to and not be read");
            assertEquals(states.size() - 1, state(store));
        } catch (StoreException e) {
            assertTrue(refused, e.toString());
            assertEquals(image, disk.image());
        }
        return refused;
    }

    private static final String SAVED = HomeFile.NAME + ".repaired";

    private int repaired(VolumeDamage damage) {
        List<String> losses = new ArrayList<>();
        try {
            Salvage.run(told -> VolumeOpener.openDamaged(disk, SMALL, told), disk, SMALL, losses::add, Progress.NONE);
        } catch (StoreException e) {
            assertEquals(
                    "nothing can be saved: what can be read of /simulated is empty; restore the workspace from a"
                            + " backup",
                    e.getMessage());
            assertEquals(damage.losses(), losses);
            assertFalse(losses.isEmpty());
            return 0;
        }
        try (PagedStore saved = new PagedStore(Backups.openVolume(disk, SAVED, SMALL), false)) {
            int state = state(saved);
            assertEquals(damage.losses(), losses);
            // Where nothing is left that could tell whether there were commits, losses are told of that may be none.
            losses.removeIf(
                    loss -> state == states.size() - 1 && loss.matches("(?s).* if (anything was|there were any)"));
            assertEquals(state < states.size() - 1, !losses.isEmpty(), state + " of " + states.size() + ": " + losses);
            return state;
        }
    }

    @Test
    void theCommitsBeforeTheDamageAreSaved() {
        killedAfter(5, SMALL);
        byte[] journal = disk.content(Journal.NAME);
        int frame = framesOf(3, journal);
        journal[(int) Journal.position(frame) + 100]++;
        disk.content(Journal.NAME, journal);
        StoreException e = assertThrows(
                StoreException.class,
                () -> VolumeOpener.open(disk, OpenMode.WRITE, SMALL).close());
        assertEquals(
                "/simulated/home.db.wal is damaged (commit 3 of 5 or more cannot be read); restore the workspace"
                        + " from a backup, or save the commits before with `luahome repair`",
                e.getMessage());
        VolumeDamage damage = damage();
        assertEquals(
                "/simulated/home.db.wal is damaged (commit 3 of 5 cannot be read): the last 3 commits are lost;"
                        + " restore the workspace from a backup, or save the state before with `luahome repair`",
                damage.what());
        assertEquals(2, repaired(damage));
    }

    @Test
    void aBrokenHeaderOfTheJournalCostsNoCommit() {
        killedAfter(4, CHECKPOINTING);
        byte[] journal = disk.content(Journal.NAME);
        Arrays.fill(journal, 0, FileHeader.SIZE, (byte) 7);
        disk.content(Journal.NAME, journal);
        assertEquals(List.of(), damage().losses());
        assertEquals(4, repaired(damage()));
    }

    @Test
    void aTornHeaderBesideACompactedFileIsNoDamageAsLongAsNothingWasCommittedSince() {
        killedAfter(4, SMALL);
        VolumeOpener.open(disk, OpenMode.WRITE, SMALL).close();
        PagedStore store = new PagedStore(VolumeOpener.open(disk, OpenMode.WRITE, SMALL), true);
        byte[] before = disk.content(Journal.NAME);
        store.compact(Progress.NONE);
        store.close();
        // The newer slot of the journal was being written; in the older one's journal there was nothing.
        byte[] journal = Arrays.copyOf(disk.content(Journal.NAME), FileHeader.SIZE + 10 * FRAME);
        int slot = Arrays.mismatch(before, journal);
        assertTrue(slot >= 512 && slot < 2048, "a slot was written at " + slot);
        journal[slot]++;
        disk.content(Journal.NAME, journal);
        try (PagedStore reader = new PagedStore(VolumeOpener.open(disk, OpenMode.READ, SMALL), false)) {
            assertEquals(4, state(reader));
        }
        try (PagedStore writer = new PagedStore(VolumeOpener.open(disk, OpenMode.WRITE, SMALL), true)) {
            assertEquals(4, state(writer));
        }
        byte[] home = disk.content(HomeFile.NAME);
        disk.content(HomeFile.NAME, null);
        disk.content(Journal.NAME, journal);
        assertThrows(
                StoreException.class,
                () -> VolumeOpener.open(disk, OpenMode.WRITE, SMALL).close());
        disk.content(HomeFile.NAME, home);
    }

    @Test
    void damageInTheLastCommitIsToldFromACommitThatNeverEnded() {
        killedAfter(4, SMALL);
        byte[] whole = disk.content(Journal.NAME);
        byte[] journal = whole.clone();
        journal[(int) Journal.position(framesOf(4, journal)) + 50]++;
        disk.content(Journal.NAME, journal);
        assertEquals(
                "/simulated/home.db.wal is damaged (commit 4 of 4 cannot be read): the last commit is lost;"
                        + " restore the workspace from a backup, or save the state before with `luahome repair`",
                damage().what());
        assertEquals(3, repaired(damage()));

        // Without the word that commit 4 was durable, as after a loss of power, it is one that never ended.
        Arrays.fill(journal, 3584, 3600, (byte) 0);
        disk.content(Journal.NAME, journal);
        try (PagedStore store = new PagedStore(VolumeOpener.open(disk, OpenMode.WRITE, SMALL), true)) {
            assertEquals(3, state(store));
        }
    }

    @Test
    void aMissingJournalIsToldIfACommitMayBeInIt() {
        killedAfter(3, CHECKPOINTING);
        disk.content(Journal.NAME, null);
        Map<String, String> image = disk.image();
        for (OpenMode mode : OpenMode.values()) {
            StoreException e = assertThrows(
                    StoreException.class,
                    () -> VolumeOpener.open(disk, mode, SMALL).close());
            assertEquals(Kind.DAMAGED, e.kind());
            assertEquals(
                    "/simulated/home.db.wal is missing, and with it the last commits; put it back, or save what is"
                            + " left with `luahome repair`",
                    e.getMessage());
        }
        assertEquals(image, disk.image());
        assertTrue(repaired(damage()) < 3);
    }

    @Test
    void aMissingJournalIsNoLossWhereNothingWasInIt() {
        killedAfter(2, SMALL);
        for (int opening = 0; opening < 2; opening++) {
            try (JournaledVolume volume = VolumeOpener.open(disk, OpenMode.WRITE, SMALL)) {
                // What is spilled and taken back leaves an empty journal that was in use.
                for (int page = 0; page < 50; page++) {
                    volume.volume().putLong(((long) page << PageFormat.SHIFT) + 8, 7);
                }
                volume.rollback();
            }
            disk.content(Journal.NAME, null);
            try (PagedStore store = new PagedStore(VolumeOpener.open(disk, OpenMode.READ, SMALL), false)) {
                assertEquals(2, state(store));
            }
        }
    }

    @Test
    void aHomeFileThatACheckpointHasFilledIsSavedWhereItsJournalCannotBe() {
        int complete = 0;
        for (int step = 1; step < 40; step++) {
            disk = new SimulatedDisk(new Random(step));
            killedAfter(4, SMALL);
            JournaledVolume closing = VolumeOpener.open(disk, OpenMode.WRITE, SMALL);
            disk.losePowerAfter(step);
            try {
                closing.close();
                break;
            } catch (PowerLoss e) {
                disk.restartProcess();
            }
            byte[] journal = disk.content(Journal.NAME);
            if (journal.length <= FileHeader.SIZE) {
                continue;
            }
            journal[(int) Journal.position(0) + 60]++;
            disk.content(Journal.NAME, journal);
            List<String> losses = new ArrayList<>();
            List<VolumeDamage> damages = new ArrayList<>();
            try {
                VolumeOpener.openDamaged(disk, SMALL, damages::add).close();
                Salvage.run(
                        told -> VolumeOpener.openDamaged(disk, SMALL, told), disk, SMALL, losses::add, Progress.NONE);
            } catch (StoreException e) {
                assertEquals(Kind.DAMAGED, e.kind());
                continue;
            }
            try (PagedStore saved = new PagedStore(Backups.openVolume(disk, SAVED, SMALL), false)) {
                int state = states.size();
                while (--state > 0 && !isState(saved, state)) {
                    continue;
                }
                assertTrue(state == 4 || !losses.isEmpty(), "step " + step + ": state " + state);
                complete += losses.isEmpty() && !damages.isEmpty() ? 1 : 0;
            }
        }
        assertTrue(complete > 0, "a checkpoint was complete and something is lost");
    }

    /** Some commits, of which the last are in the journal only, for the process is killed then. */
    private void killedAfter(int commits, JournalSettings settings) {
        states.clear();
        states.add(new StoreModel());
        PagedStore store = new PagedStore(VolumeOpener.open(disk, OpenMode.WRITE, settings), false);
        for (int commit = 1; commit <= commits; commit++) {
            StoreModel next = states.get(commit - 1).copy();
            for (long table = 1; table < 8; table++) {
                if (table == 1 || (table + commit) % 3 == 0) {
                    byte[] key = bytes("0key " + commit % 4);
                    byte[] value = bytes("0value " + "x".repeat(commit * 300 % 2000) + commit);
                    next.table(table).put(key, value);
                    store.update(table, List.of(new Change(key, value)).iterator());
                }
            }
            store.commit();
            states.add(next);
        }
        disk.restartProcess();
    }

    private VolumeDamage damage() {
        List<VolumeDamage> damages = new ArrayList<>();
        VolumeOpener.openDamaged(disk, SMALL, damages::add).close();
        assertEquals(1, damages.size());
        return damages.get(0);
    }

    /** The first frame of a commit. */
    private static int framesOf(int commit, byte[] journal) {
        int frame = 0;
        while (PageFormat.getInt(journal, (int) Journal.position(frame) + 16) != commit) {
            frame++;
        }
        return frame;
    }

    /** Which state a store is in. */
    private int state(PagedStore store) {
        for (int state = states.size() - 1; state >= 0; state--) {
            if (isState(store, state)) {
                return state;
            }
        }
        throw new AssertionError("a state that never was");
    }

    private boolean isState(PagedStore store, int state) {
        StoreModel found = new StoreModel();
        store.tables(info -> {
            TreeMap<byte[], byte[]> table = found.table(info.id());
            store.scan(info.id(), null, (key, value) -> {
                table.put(key, value);
                return true;
            });
            return true;
        });
        return StoreModel.differences(states.get(state), found) == 0;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
