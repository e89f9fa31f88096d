package luahome.home;

import java.lang.ref.ReferenceQueue;

/** What makes the code of persistent functions persistent. Code never changes. */
final class CodeState extends ObjectState<Code> {
    CodeState(ObjectSpace space, long id, Code code, ReferenceQueue<Object> queue, boolean fresh) {
        super(space, id, code, queue, fresh);
    }
}
