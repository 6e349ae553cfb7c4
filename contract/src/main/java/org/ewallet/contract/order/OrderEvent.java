package org.ewallet.contract.order;

import org.ewallet.contract.Event;

/** Published on {@code order.events} by systems outside this project. */
public sealed interface OrderEvent extends Event permits OrderPlaced {
}
