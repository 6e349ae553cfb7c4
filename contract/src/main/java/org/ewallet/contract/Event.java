package org.ewallet.contract;

/** Something that happened, published on a topic for whoever subscribed. Delivered at least once, with one id. */
public interface Event extends Message {
}
