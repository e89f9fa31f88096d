package luahome.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import luahome.store.StoreException;
import luahome.store.StoreException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second writer out of a workspace, and the writer's checkpoints away from readers. Between processes these are
 * locks of the operating system on reserved bytes ({@link LockByte}), which end with the process, however that ends;
 * the journal's header also names the writer, for the message only.
 *
 * <p>Within this process the workspaces in use are kept in a set, for a reason: on POSIX systems a process loses its
 * locks on a file when it closes <em>any</em> of its channels on it, so a second attempt must be refused before it
 * opens the journal. That the set is static mirrors that these locks belong to the process as a whole.
 */
public final class WorkspaceLock implements AutoCloseable {
    private static final Set<Object> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private static final int HOLDER_AT = 3072;
    private static final int HOLDER_LENGTH = 128;
    /** Earlier versions wrote the time behind the number. */
    private static final Pattern SIGNATURE = Pattern.compile("process ([0-9]{1,18})(?:, since [0-9: -]+)?");

    private final Disk disk;
    private final Object identity;

    private WorkspaceLock(Disk disk, Object identity) {
        this.disk = disk;
        this.identity = identity;
    }

    /**
     * Claims a workspace within this process, before any of its files is opened.
     *
     * @throws StoreException if this process has it already
     */
    public static WorkspaceLock claim(Disk disk) {
        return claim(disk, null);
    }

    /** Claims a single file in the same way, which is no workspace's. */
    public static WorkspaceLock claim(Disk disk, @Nullable String name) {
        try {
            Object identity = name == null ? disk.identity() : List.of(disk.identity(), name);
            if (!HELD_BY_THIS_PROCESS.add(identity)) {
                throw new StoreException(
                        Kind.LOCKED, disk.directory() + " is already open in this luahome; use it there", null);
            }
            return new WorkspaceLock(disk, identity);
        } catch (IOException e) {
            throw DiskErrors.of("read", disk.directory(), e);
        }
    }

    /**
     * Locks the journal against other writers; the lock ends when the file is closed.
     *
     * @throws StoreException if another process has it
     */
    public void holdForWriting(DiskFile journal) {
        if (!journal.tryLock(LockByte.WRITER, false)) {
            throw new StoreException(
                    Kind.LOCKED,
                    disk.directory() + " is open in another luahome" + holder(journal)
                            + "; leave that one, or wait for it to end",
                    null);
        }
    }

    /**
     * Locks a file, the journal or in its absence the home file, against changes by a writer that readers do not
     * survive; the lock ends when the file is closed.
     *
     * @param patience how long to wait for the end of such a change
     * @throws StoreException if a writer does not come to an end with such a change
     */
    public void holdForReading(DiskFile file, Duration patience) {
        if (!LockRetry.until(patience, () -> file.tryLock(LockByte.READERS, true))) {
            throw new StoreException(
                    Kind.LOCKED,
                    disk.directory() + " cannot be read while another luahome puts its files in order; try again later",
                    null);
        }
    }

    /**
     * Lets readers know that there is a writer, whose {@link luahome.store.volume.Journal#publish} they must heed from
     * now on.
     *
     * @param patience how long to wait for readers that are just trying whether there is one
     * @throws StoreException if that is not possible
     */
    public void announce(DiskFile journal, Duration patience) {
        if (!LockRetry.until(patience, () -> journal.tryLock(LockByte.ALIVE, false))) {
            throw new StoreException(
                    Kind.LOCKED, disk.directory() + " is being opened by too many others; try again later", null);
        }
    }

    /** Whether another process has {@linkplain #announce announced} itself as the writer, and lives. */
    public static boolean writerAlive(DiskFile journal) {
        boolean free = journal.tryLock(LockByte.ALIVE, true);
        if (free) {
            journal.unlock(LockByte.ALIVE);
        }
        return !free;
    }

    /** The number of the living process that has signed a journal; empty if there is none. */
    public static OptionalLong signer(DiskFile journal) {
        OptionalLong number = signature(journal);
        return number.isPresent() && ProcessHandle.of(number.getAsLong()).isPresent() ? number : OptionalLong.empty();
    }

    /** The number of the process that has signed a journal; empty if it is not signed. */
    private static OptionalLong signature(DiskFile journal) {
        byte[] bytes = new byte[HOLDER_LENGTH];
        int length = journal.read(ByteBuffer.wrap(bytes), HOLDER_AT);
        String text = new String(bytes, 0, length, StandardCharsets.US_ASCII).replace("\0", "");
        Matcher holder = SIGNATURE.matcher(text);
        return holder.matches() ? OptionalLong.of(Long.parseLong(holder.group(1))) : OptionalLong.empty();
    }

    /** Writes this process's name into the journal. */
    public static void sign(DiskFile journal) {
        write(journal, "process " + ProcessHandle.current().pid());
    }

    /** Takes the name out again. */
    public static void unsign(DiskFile journal) {
        write(journal, "");
    }

    /** Gives the workspace back within this process, after its files were closed. */
    @Override
    public void close() {
        HELD_BY_THIS_PROCESS.remove(identity);
    }

    private static void write(DiskFile journal, String holder) {
        byte[] bytes = Arrays.copyOf(holder.getBytes(StandardCharsets.US_ASCII), HOLDER_LENGTH);
        journal.write(ByteBuffer.wrap(bytes), HOLDER_AT);
    }

    /**
     * The holder's name in parentheses after a space; empty if there is none. A holder that has just come may not have
     * signed yet, and then the name of a dead one may stand there: so it waits a little for the name of a living one.
     */
    private static String holder(DiskFile journal) {
        LockRetry.until(LockRetry.SHORT, () -> signer(journal).isPresent());
        OptionalLong number = signature(journal);
        return number.isPresent() ? " (process " + number.getAsLong() + since(number.getAsLong()) + ")" : "";
    }

    /** Since when a process lives, after a comma; empty if that cannot be told. */
    private static String since(long process) {
        return ProcessHandle.of(process)
                .flatMap(living -> living.info().startInstant())
                .map(start -> ", since "
                        + DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                                .format(start.atZone(ZoneId.systemDefault())))
                .orElse("");
    }
}
