package luahome.store.disk;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a workspace as the store sees it: all file operations go through here, so that a test can put a disk
 * underneath that loses power or runs full. {@link FileDisk} is the real one.
 */
public interface Disk {
    /** How a file is opened. */
    enum Access {
        /** Existing files only, and no writing. */
        READ,
        /** Reading and writing; an absent file is created empty. */
        WRITE
    }

    /** Where a file is, for the user to read. */
    Path path(String name);

    /** The directory itself, for the user to read. */
    Path directory();

    /** What makes two disks of one process the same directory, whatever path led there. */
    Object identity() throws IOException;

    /** Whether a file exists. */
    boolean exists(String name) throws IOException;

    /**
     * What tells the file that now has a name from every other that had it or will have it, whatever is in it.
     *
     * @return null if the disk tells no files apart
     * @throws IOException if it cannot be found out, as when there is no such file
     */
    @Nullable
    Object identity(String name) throws IOException;

    /**
     * What is another after something was written to the file that has a name, unless that was within a few
     * milliseconds of looking; it may be another without that as well.
     *
     * @throws IOException if it cannot be found out, as when there is no such file
     */
    Object stamp(String name) throws IOException;

    /** Opens a file. */
    DiskChannel open(String name, Access access) throws IOException;

    /** Renames a file atomically, replacing the one that has the new name. */
    void rename(String from, String to) throws IOException;

    /**
     * Lets those have access to a file who have it to another one, and nobody else; see {@link FileOwnership}. For a
     * file that is to take the other one's place.
     */
    void takeAccess(String name, String from) throws IOException;

    /** Removes a file if it exists. */
    void delete(String name) throws IOException;

    /** Makes the creations, removals and renames in the directory durable. */
    void forceDirectory() throws IOException;
}
