package luahome.store.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import luahome.store.disk.Disk;
import luahome.store.disk.DiskChannel;
import luahome.store.disk.LockByte;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that behaves as badly as a real one may. What was not forced is, when the power fails, lost, kept or
 * torn, each sector by itself; directory entries likewise, but in order. It can run full, and forcing can fail. Locks
 * are those of POSIX: a process loses all that it has on a file when it closes any of its channels on it.
 */
public final class SimulatedDisk implements Disk {
    private static final int SECTOR = 512;

    private final Random random;
    private Map<String, Node> entries = new HashMap<>();
    private Map<String, Node> durableEntries = new HashMap<>();
    private final List<Map<String, Node>> unforcedEntries = new ArrayList<>();
    private Object identity = new Object();
    private final List<Lock> locks = new ArrayList<>();
    private int operationsLeft = Integer.MAX_VALUE;
    private boolean down;
    private long capacity = Long.MAX_VALUE;
    private int failingForces;
    private int failingWrites;
    private boolean frozen;
    private Runnable beforeForce = () -> {};
    private int operations;

    public SimulatedDisk(Random random) {
        this.random = random;
    }

    /** The power fails at a later operation that changes something, counted from 1. */
    public void losePowerAfter(int operationsUntilLoss) {
        operationsLeft = operationsUntilLoss;
    }

    /** How many changing operations there were. */
    public int operations() {
        return operations;
    }

    /** The size in bytes of all files together that the disk has room for. */
    public void capacity(long bytes) {
        capacity = bytes;
    }

    /** Bytes in all files. */
    public long used() {
        return entries.values().stream().mapToLong(node -> node.content.length).sum();
    }

    /** Lets the next forces fail with an I/O error; what they should have made durable is lost or kept at random. */
    public void failForces(int count) {
        failingForces = count;
    }

    /** Lets the next writes fail with an I/O error, half done. */
    public void failWrites(int count) {
        failingWrites = count;
    }

    /** Lets something happen before each force takes effect, while what it forces is only in the files. */
    public void beforeForces(Runnable event) {
        beforeForce = event;
    }

    /** From now on a change is a failure of the test. */
    public void freeze(boolean on) {
        frozen = on;
    }

    /** The machine comes back after the power failed; what was not forced suffers. */
    public void powerUp() {
        int kept = random.nextInt(unforcedEntries.size() + 1);
        if (kept > 0) {
            durableEntries = unforcedEntries.get(kept - 1);
        }
        durableEntries.values().forEach(node -> node.loseUnforced(random));
        entries = new HashMap<>(durableEntries);
        unforcedEntries.clear();
        restartProcess();
    }

    /** The process comes back after it was killed; the machine stayed up, and forgot nothing. */
    public void restartProcess() {
        down = false;
        operationsLeft = Integer.MAX_VALUE;
        identity = new Object();
        locks.clear();
    }

    /** The same disk as another process sees it. */
    public Disk neighbour() {
        return new Neighbour();
    }

    /** The content of a file. */
    public byte @Nullable [] content(String name) {
        Node node = entries.get(name);
        return node == null ? null : node.content.get();
    }

    /** Replaces a file's content, durably, or removes the file. */
    public void content(String name, byte @Nullable [] bytes) {
        if (bytes == null) {
            entries.remove(name);
            durableEntries.remove(name);
        } else {
            Node node = new Node();
            node.content.set(bytes.clone());
            node.durable.set(bytes.clone());
            entries.put(name, node);
            durableEntries.put(name, node);
        }
    }

    /** All files and their contents. */
    public Map<String, String> image() {
        Map<String, String> image = new HashMap<>();
        entries.forEach(
                (name, node) -> image.put(name, node.content.length + ":" + Arrays.hashCode(node.content.get())));
        return image;
    }

    @Override
    public Path path(String name) {
        return directory().resolve(name);
    }

    @Override
    public Path directory() {
        return Path.of("/simulated");
    }

    @Override
    public Object identity() {
        return identity;
    }

    @Override
    public boolean exists(String name) {
        return entries.containsKey(name);
    }

    @Override
    public Object identity(String name) throws IOException {
        Node node = entries.get(name);
        if (node == null) {
            throw new NoSuchFileException(name);
        }
        return node;
    }

    @Override
    public Object stamp(String name) throws IOException {
        Node node = entries.get(name);
        if (node == null) {
            throw new NoSuchFileException(name);
        }
        return node.content.changes();
    }

    @Override
    public DiskChannel open(String name, Access access) throws IOException {
        return open(name, access, identity);
    }

    private DiskChannel open(String name, Access access, Object process) throws IOException {
        Node node = entries.get(name);
        if (node == null) {
            if (access == Access.READ) {
                throw new NoSuchFileException(name);
            }
            changing();
            node = new Node();
            entries.put(name, node);
            unforcedEntries.add(new HashMap<>(entries));
        }
        return new Channel(node, access, process);
    }

    @Override
    public void takeAccess(String name, String from) {
        if (!entries.containsKey(name) || !entries.containsKey(from)) {
            throw new AssertionError("no file " + name + " or " + from);
        }
    }

    @Override
    public void delete(String name) {
        if (entries.containsKey(name)) {
            changing();
            entries.remove(name);
            unforcedEntries.add(new HashMap<>(entries));
        }
    }

    @Override
    public void rename(String from, String to) {
        changing();
        entries.put(to, Objects.requireNonNull(entries.remove(from)));
        unforcedEntries.add(new HashMap<>(entries));
    }

    @Override
    public void forceDirectory() throws IOException {
        changing();
        if (failingForces > 0) {
            failingForces--;
            throw new IOException("Input/output error");
        }
        durableEntries = new HashMap<>(entries);
        unforcedEntries.clear();
    }

    private void changing() {
        if (frozen) {
            throw new AssertionError("the disk must not be changed now");
        }
        operations++;
        if (down || --operationsLeft <= 0) {
            down = true;
            throw new PowerLoss();
        }
    }

    /** A change of a file that is not durable yet: bytes written, or a new length if there are none. */
    private record Change(long position, byte @Nullable [] bytes) {}

    /** A file: what its readers see, what the disk has, and what leads from this to that. */
    private static final class Node {
        private final Bytes content = new Bytes();
        private final Bytes durable = new Bytes();
        private final List<Change> unforced = new ArrayList<>();

        private void force() {
            unforced.forEach(change -> {
                if (change.bytes == null) {
                    durable.truncate((int) change.position);
                } else {
                    durable.put((int) change.position, change.bytes, 0, change.bytes.length);
                }
            });
            unforced.clear();
        }

        private void loseUnforced(Random random) {
            forceBadly(random, new int[] {0, 10, 50, 90, 100}[random.nextInt(5)]);
            content.set(durable.get());
        }

        /** Makes durable what is not lost, which happens with a probability in percent. */
        private void forceBadly(Random random, int loss) {
            for (Change change : unforced) {
                byte[] bytes = change.bytes;
                if (bytes != null) {
                    forceBadly((int) change.position, bytes, random, loss);
                } else if (random.nextInt(100) >= loss) {
                    durable.truncate((int) change.position);
                }
            }
            unforced.clear();
        }

        private void forceBadly(int start, byte[] bytes, Random random, int loss) {
            for (int from = 0; from < bytes.length; ) {
                int length = Math.min(bytes.length - from, SECTOR - (start + from) % SECTOR);
                if (random.nextInt(100) >= loss) {
                    boolean torn = random.nextInt(20) == 0;
                    durable.put(start + from, bytes, from, torn ? random.nextInt(length) : length);
                }
                from += length;
            }
        }
    }

    /** Bytes that can grow. */
    private static final class Bytes {
        private byte[] array = {};
        private int length;
        private long changes;

        private long changes() {
            return changes;
        }

        private void put(int position, byte[] bytes, int from, int count) {
            if (count == 0) {
                return;
            }
            if (position + count > array.length) {
                array = Arrays.copyOf(array, Math.max(position + count, 2 * array.length));
            }
            System.arraycopy(bytes, from, array, position, count);
            length = Math.max(length, position + count);
            changes++;
        }

        private void truncate(int to) {
            changes++;
            if (to < length) {
                Arrays.fill(array, to, length, (byte) 0);
                length = to;
            }
        }

        private byte[] get() {
            return Arrays.copyOf(array, length);
        }

        private void set(byte[] bytes) {
            array = bytes;
            length = bytes.length;
            changes++;
        }
    }

    private record Lock(Node node, LockByte at, Object process, boolean shared) {
        boolean conflictsWith(Lock other) {
            return other.node == node && other.at == at && other.process != process && !(shared && other.shared);
        }
    }

    /** What another process has in its hands. */
    private final class Neighbour implements Disk {
        private final Object process = new Object();

        @Override
        public Path path(String name) {
            return SimulatedDisk.this.path(name);
        }

        @Override
        public Path directory() {
            return SimulatedDisk.this.directory();
        }

        @Override
        public Object identity() {
            return process;
        }

        @Override
        public boolean exists(String name) {
            return SimulatedDisk.this.exists(name);
        }

        @Override
        public Object identity(String name) throws IOException {
            return SimulatedDisk.this.identity(name);
        }

        @Override
        public Object stamp(String name) throws IOException {
            return SimulatedDisk.this.stamp(name);
        }

        @Override
        public DiskChannel open(String name, Access access) throws IOException {
            return SimulatedDisk.this.open(name, access, process);
        }

        @Override
        public void rename(String from, String to) {
            SimulatedDisk.this.rename(from, to);
        }

        @Override
        public void takeAccess(String name, String from) {
            SimulatedDisk.this.takeAccess(name, from);
        }

        @Override
        public void delete(String name) {
            SimulatedDisk.this.delete(name);
        }

        @Override
        public void forceDirectory() throws IOException {
            SimulatedDisk.this.forceDirectory();
        }
    }

    private final class Channel implements DiskChannel {
        private final Node node;
        private final Access access;

        private final Object process;

        private Channel(Node node, Access access, Object process) {
            this.node = node;
            this.access = access;
            this.process = process;
        }

        @Override
        public int read(ByteBuffer into, long position) {
            int length = (int) Math.max(0, Math.min(into.remaining(), node.content.length - position));
            if (length > 0) {
                into.put(node.content.array, (int) position, length);
            }
            return length;
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            boolean losing = operationsLeft == 1;
            if (!losing) {
                changingFile();
            }
            byte[] bytes = new byte[from.remaining()];
            from.get(bytes);
            long room = capacity - used();
            long growth = Math.max(0, position + bytes.length - node.content.length);
            boolean full = growth > room;
            boolean failing = failingWrites > 0 && failingWrites-- > 0;
            if (full || failing) {
                int fitting = failing ? bytes.length / 2 : (int) Math.max(0, bytes.length - (growth - room));
                bytes = Arrays.copyOf(bytes, fitting);
            }
            if (bytes.length > 0) {
                node.content.put((int) position, bytes, 0, bytes.length);
                node.unforced.add(new Change(position, bytes));
            }
            if (losing) {
                changingFile();
            }
            if (failing) {
                throw new IOException("Input/output error");
            }
            if (full) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void force() throws IOException {
            beforeForce.run();
            changingFile();
            if (failingForces > 0) {
                failingForces--;
                node.forceBadly(random, 50);
                throw new IOException("Input/output error");
            }
            node.force();
        }

        @Override
        public long size() {
            return node.content.length;
        }

        @Override
        public void truncate(long size) {
            changingFile();
            if (size < node.content.length) {
                node.content.truncate((int) size);
                node.unforced.add(new Change(size, null));
            }
        }

        @Override
        public boolean tryLock(LockByte at, boolean shared) {
            Lock wanted = new Lock(node, at, process, shared);
            if (locks.stream().anyMatch(wanted::conflictsWith)) {
                return false;
            }
            locks.add(wanted);
            return true;
        }

        @Override
        public void unlock(LockByte at) {
            locks.removeIf(lock -> lock.node == node && lock.process == process && lock.at == at);
        }

        @Override
        public void close() {
            locks.removeIf(lock -> lock.node == node && lock.process == process);
        }

        private void changingFile() {
            if (access == Access.READ) {
                throw new AssertionError("a file opened for reading is changed");
            }
            changing();
        }
    }
}
