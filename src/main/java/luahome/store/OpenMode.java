package luahome.store;

/** What a workspace is opened for. */
public enum OpenMode {
    /** To read and change it; creates the directory and the files if they are absent, and keeps others out. */
    WRITE,
    /** To inspect it; never writes or creates anything, and needs an existing workspace. Changes stay in memory. */
    READ
}
