package luahome.session;

/**
 * How a session differs from a usual one.
 *
 * @param memoryAlias whether the global {@code Memory} is set beside {@code _home}
 * @param sandbox whether programs are kept from all but the workspace's tables
 * @param java whether programs reach Java; never in a sandbox
 * @param limits what a chunk may use
 * @param readOnly whether the workspace is only read, beside whoever writes to it
 */
public record SessionOptions(boolean memoryAlias, boolean sandbox, boolean java, ChunkLimits limits, boolean readOnly) {
    /** A usual session. */
    public static final SessionOptions USUAL = new SessionOptions(true, false, false, ChunkLimits.NONE, false);

    /** The same for a workspace that is only read. */
    public SessionOptions reading() {
        return new SessionOptions(memoryAlias, sandbox, java, limits, true);
    }
}
