package luahome.store.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import luahome.store.IdSet;
import luahome.store.ObjectIds;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.References;
import luahome.store.StoreException;
import luahome.store.TableStore;
import luahome.store.TableStore.Change;
import luahome.store.disk.Disk;
import luahome.store.disk.DiskErrors;
import luahome.store.table.HeaderRecovery;
import luahome.store.table.IndexNode;
import luahome.store.table.PageKeys;
import luahome.store.table.PageRef;
import luahome.store.table.ReadableEntries;
import luahome.store.table.RecordStore;
import luahome.store.volume.HomeFile;
import luahome.store.volume.JournalSettings;
import luahome.store.volume.JournaledVolume;
import luahome.store.volume.NewHomeFile;
import luahome.store.volume.VolumeDamage;
import luahome.store.volume.VolumeOpener;
import org.jspecify.annotations.Nullable;

/**
 * Saves from a damaged workspace what can be read, into a file that can be restored; the workspace is only read. What
 * is left out is reported. Used once; not thread-safe.
 *
 * <p>It goes by the leaves of the index, which name the pages of the tables, and finds these among all records: what
 * leads to them, the superblock included, may be lost.
 */
public final class Salvage {
    private static final String NAME = HomeFile.NAME + ".repaired";

    /** The largest page that is written, and some more. */
    private static final int MAX_PAGE = 64 << 10;

    private final Consumer<String> losses;
    private final Progress progress;
    private long greatestId;
    private long entries;

    private Salvage(Consumer<String> losses, Progress progress) {
        this.losses = losses;
        this.progress = progress;
    }

    /**
     * What was saved.
     *
     * @param file the new file, a backup to {@link Backups#restore}
     * @param tables number of tables in it, the ones that had to be emptied included
     * @param entries number of their entries
     */
    public record Result(Path file, long tables, long entries) {}

    /**
     * Saves what can be read of a workspace into a new file beside its store file.
     *
     * @param losses takes a sentence for each part that is lost
     * @throws StoreException if nothing can be saved, since what leads to all records is lost, or all that ever was
     */
    public static Result run(Path workspace, Consumer<String> losses, Progress progress) {
        JournalSettings settings = JournalSettings.standard();
        Disk disk = VolumeOpener.directory(workspace, OpenMode.READ);
        return run(damage -> VolumeOpener.openDamaged(disk, settings, damage), disk, settings, losses, progress);
    }

    /** Opens what is to be saved, and tells what is wrong with its journal. */
    public interface Source {
        /** Opens it; the caller closes it. */
        JournaledVolume open(Consumer<VolumeDamage> told);
    }

    /** The same on any disk. */
    public static Result run(
            Source source, Disk disk, JournalSettings settings, Consumer<String> losses, Progress progress) {
        Salvage salvage = new Salvage(losses, progress);
        Long nextTableId = salvage.nextTableId(source);
        try (JournaledVolume volume = open(source, damage -> {})) {
            if (volume.isEmpty()) {
                throw new StoreException(
                        StoreException.Kind.DAMAGED,
                        "nothing can be saved: what can be read of " + disk.directory()
                                + " is empty; restore the workspace from a backup",
                        null);
            }
            String name = freeName(disk);
            try (NewHomeFile file = NewHomeFile.create(disk, name + ".new", volume.uid(), settings)) {
                file.takeAccess(HomeFile.NAME);
                // It is not closed: that would give up the file.
                PagedStore target = new PagedStore(file, true);
                salvage.copy(new RecordStore(volume, volume.info().file(), true), target);
                if (volume.unverifiedPages() > 0) {
                    losses.accept("the checksums of " + volume.unverifiedPages() + " pages, so that what was saved from"
                            + " these may be wrong");
                }
                salvage.fillGaps(target);
                target.nextTableId(
                        Math.max(target.nextTableId(), nextTableId == null ? salvage.greatestId + 1 : nextTableId));
                target.commit();
                file.markAsBackup();
                file.finish(1, name);
                disk.forceDirectory();
                return new Result(disk.path(name), target.tableCount(), salvage.entries);
            }
        } catch (IOException e) {
            throw DiskErrors.of("write", disk.directory(), e);
        }
    }

    private static JournaledVolume open(Source source, Consumer<VolumeDamage> told) {
        JournaledVolume volume = source.open(told);
        boolean readable = false;
        try {
            volume.acceptUnverified();
            if (!volume.isEmpty()) {
                HeaderRecovery.apply(volume);
            }
            readable = true;
            return volume;
        } finally {
            if (!readable) {
                volume.close();
            }
        }
    }

    /** The next ID as far as it is known; reports what cannot be found out about the whole. */
    private @Nullable Long nextTableId(Source source) {
        try (PagedStore store =
                new PagedStore(open(source, damage -> damage.losses().forEach(losses)), false)) {
            store.reportIndexDamage(losses);
            if (!store.revisions().isEmpty()) {
                losses.accept("the revisions are left out; there is nothing to :load before the next :save");
            }
            return store.nextTableId();
        } catch (StoreException e) {
            losses.accept(
                    "what tells of all tables cannot be read, so some may be missing altogether: " + e.requireDamage());
            return null;
        }
    }

    private static String freeName(Disk disk) throws IOException {
        String name = NAME;
        for (int number = 2; disk.exists(name); number++) {
            name = NAME + "-" + number;
        }
        return name;
    }

    private void copy(RecordStore records, PagedStore target) {
        records.forEachReadable((recid, bytes) -> {
            progress.at(recid, records.count());
            IndexNode leaf = leaf(recid, bytes, records.count());
            for (int i = 0; leaf != null && i < leaf.count; i++) {
                savePage(PageKeys.head(leaf.keys[i]), PageRef.decode(leaf.values[i]), records, target);
            }
        });
    }

    /** The record as a leaf of the index; null if it is none. */
    private static @Nullable IndexNode leaf(long recid, byte[] bytes, long lastRecid) {
        try {
            IndexNode node = IndexNode.decode(recid, bytes);
            if (!node.leaf || node.count == 0) {
                return null;
            }
            for (int i = 0; i < node.count; i++) {
                if (PageKeys.head(node.keys[i]) < 0 || !namesPage(node.values[i], lastRecid)) {
                    return null;
                }
            }
            return node;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // Something else than a node.
            return null;
        }
    }

    private static boolean namesPage(byte[] value, long lastRecid) {
        PageRef ref = PageRef.decode(value);
        return Arrays.equals(ref.encode(), value)
                && ref.recid() > 0
                && ref.recid() <= lastRecid
                && ref.size() <= MAX_PAGE;
    }

    private void savePage(long table, PageRef ref, RecordStore records, PagedStore target) {
        greatestId = Math.max(greatestId, ObjectIds.number(table));
        ReadableEntries page = new ReadableEntries(records, ref);
        target.takeOver(table, page, records);
        entries += page.read();
        String why = page.damage();
        if (why != null) {
            long lost = ref.entries() - page.read();
            losses.accept(ObjectIds.name(table) + " loses " + lost + (lost == 1 ? " entry: " : " entries: ") + why);
        }
    }

    /** Makes empty objects in place of those that are lost and referred to: a reference must lead somewhere. */
    private void fillGaps(PagedStore target) {
        IdSet existing = new IdSet();
        existing.add(TableStore.SYSTEM_TABLE);
        target.objects(1, info -> {
            existing.add(info.id());
            return true;
        });
        IdSet gaps = new IdSet();
        if (!existing.contains(1)) {
            gaps.add(1);
        }
        existing.forEach(table -> target.scanReferences(table, null, (key, value) -> {
            References.of(key, value, id -> {
                if (!existing.contains(id)) {
                    gaps.add(id);
                }
            });
            return true;
        }));
        long[] run = {-1, -1};
        gaps.forEach(id -> {
            greatestId = Math.max(greatestId, ObjectIds.number(id));
            target.update(id, List.<Change>of().iterator());
            if (id != run[1] + 1) {
                tellGap(run[0], run[1]);
                run[0] = id;
            }
            run[1] = id;
        });
        tellGap(run[0], run[1]);
    }

    private void tellGap(long first, long last) {
        if (first < last) {
            losses.accept(ObjectIds.names(first, last) + " are lost; they are there without their contents");
        } else if (first > 0) {
            losses.accept(ObjectIds.name(first) + " is lost; it is there without its contents");
        }
    }
}
