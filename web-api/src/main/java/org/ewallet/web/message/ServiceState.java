package org.ewallet.web.message;

/**
 * Whether a service works.
 *
 * @param name such as {@code wallet}
 * @param up whether it answers and reads its command box
 * @param detail the same in a sentence
 */
public record ServiceState(String name, boolean up, String detail) {

    /**
     * Judges a service.
     *
     * @param box its command box
     * @param silence why it does not answer; null if it does
     * @param readers of its box
     */
    static ServiceState of(String box, String silence, long readers) {
        String name = box.substring(0, box.indexOf('.'));
        if (readers == 0) {
            return new ServiceState(name, false, "nobody reads " + box);
        }
        return silence == null ? new ServiceState(name, true, "it answers and reads " + box)
                : new ServiceState(name, false, silence);
    }
}
