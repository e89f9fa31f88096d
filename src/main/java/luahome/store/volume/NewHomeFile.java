package luahome.store.volume;

import java.io.IOException;
import java.util.BitSet;
import java.util.function.Consumer;
import luahome.store.Progress;
import luahome.store.StoreException;
import luahome.store.StoreInfo;
import luahome.store.disk.Disk;
import luahome.store.disk.DiskErrors;
import luahome.store.disk.DiskFile;
import org.mapdb.volume.Volume;

/**
 * A home file while it is made, under a name of its own: nothing of it counts before {@link #finish}, so there is no
 * journal, and what a crash leaves is thrown away. It can be filled as the volume of a store, or page by page. Closing
 * an unfinished one removes it.
 */
public final class NewHomeFile implements TransactionalVolume {
    private final Disk disk;
    private final String name;
    private final FileHeader header;
    private final HomeFile home;
    private final int dirtyPages;

    private final PageVolume volume = new PageVolume(new GrowingPages());
    private final PageMap<byte[]> dirty = new PageMap<>();
    private final BitSet written = new BitSet();
    private int count;
    private boolean finished;
    private boolean handedOver;

    private NewHomeFile(Disk disk, String name, FileHeader header, HomeFile home, int dirtyPages) {
        this.disk = disk;
        this.name = name;
        this.header = header;
        this.home = home;
        this.dirtyPages = dirtyPages;
    }

    /** Begins a file for a workspace with a unique ID; one that has the name is overwritten. */
    public static NewHomeFile create(Disk disk, String name, byte[] uid, JournalSettings settings) {
        DiskFile file = DiskFile.open(disk, name, Disk.Access.WRITE);
        try {
            file.truncate(0);
            FileHeader header = FileHeader.create(FileHeader.Type.HOME, uid, HomeFile.emptySlot());
            HomeFile home = HomeFile.in(file, header, HomeFile.emptySlot(), group -> null);
            return new NewHomeFile(disk, name, header, home, Math.max(2, settings.dirtyPages()));
        } catch (StoreException e) {
            file.close();
            throw e;
        }
    }

    /** Gives the file to those who have a home file in the same directory; before anything is put in. */
    public void takeAccess(String from) {
        try {
            disk.takeAccess(name, from);
        } catch (IOException e) {
            throw DiskErrors.of("write", disk.path(name), e);
        }
    }

    /** Says that the file makes a journal void, see {@link FileHeader#supersedes}; before {@link #finish}. */
    public void supersede(long salt) {
        header.supersede(salt);
    }

    /** Says that the file is a backup; before {@link #finish}. */
    public void markAsBackup() {
        header.markAsBackup();
    }

    /** Takes a page of another file. */
    void put(int page, byte[] content) {
        home.noteChecksum(page, PageFormat.checksum(content));
        home.write(page, content);
        written.set(page);
        count = Math.max(count, page + 1);
    }

    /**
     * Makes the file whole and durable under its name; durable as an entry of the directory when that is forced.
     *
     * @param sequence counts the checkpoints, from 1 on; the file is of no use with another one
     * @param finalName the name that it is to have
     */
    public void finish(long sequence, String finalName) {
        writeDirty();
        header.writeTo(home.file());
        for (int group = 0; group < HomeFile.groups(count); group++) {
            home.writeChecksums(group, home.sealedChecksums(group));
        }
        home.finish(sequence, count);
        try {
            disk.rename(name, finalName);
            finished = true;
            home.file().renamedTo(finalName);
        } catch (IOException e) {
            throw DiskErrors.of("write", disk.path(finalName), e);
        }
    }

    /** Hands over the finished file, open; the caller closes it. */
    public HomeFile handOver() {
        handedOver = true;
        return home;
    }

    @Override
    public Volume volume() {
        return volume;
    }

    @Override
    public boolean isEmpty() {
        return count == 0;
    }

    /** Writes out what changed; durable only when the file is finished. */
    @Override
    public void commit() {
        writeDirty();
    }

    /** Not supported: what is wrong is thrown away as a whole. */
    @Override
    public void rollback() {
        throw new UnsupportedOperationException();
    }

    /** Not supported: the file is one that is being made already. */
    @Override
    public void rewrite(Consumer<TransactionalVolume> filler) {
        throw new UnsupportedOperationException();
    }

    /** Not supported. */
    @Override
    public void verify(Consumer<StoreException> damage, Progress progress) {
        throw new UnsupportedOperationException();
    }

    /** Not supported. */
    @Override
    public void backUp(Disk target, String targetName, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StoreInfo info() {
        return new StoreInfo(home.file().path(), home.file().size(), 0, FileHeader.VERSION);
    }

    /** Gives the file up; removes it unless it was finished. */
    @Override
    public void close() {
        if (!handedOver) {
            home.close();
        }
        if (!finished) {
            try {
                disk.delete(name);
            } catch (IOException e) {
                throw DiskErrors.of("remove", disk.path(name), e);
            }
        }
    }

    private void writeDirty() {
        volume.forget();
        dirty.forEach(this::put);
        dirty.clear();
    }

    private final class GrowingPages implements PageVolume.Pages {
        @Override
        public byte[] forReading(int page) {
            byte[] content = dirty.get(page);
            if (content != null) {
                return content;
            }
            return written.get(page) ? home.readWritten(page) : new byte[PageFormat.SIZE];
        }

        @Override
        public byte[] forWriting(int page) {
            byte[] content = dirty.get(page);
            if (content == null) {
                content = forReading(page);
                if (dirty.size() >= dirtyPages) {
                    writeDirty();
                }
                dirty.put(page, content);
                count = Math.max(count, page + 1);
            }
            return content;
        }

        @Override
        public void expect(int first, int last) {}

        @Override
        public int count() {
            return count;
        }
    }
}
