package org.ewallet.contract;

/** A letter to one service's box that asks for an action; see {@link Outcome} for the answer. */
public interface Command extends Message {
}
