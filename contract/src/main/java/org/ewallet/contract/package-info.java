/**
 * What every sender, subscriber and reader relies on: the messages, the views, the query interfaces, the addresses and
 * the one codec between records and JSON.
 *
 * <p>Invariants: names and shapes only ever grow (optional fields, new types); a record refuses bad data in its
 * constructor, so a message object that exists is a valid message; nothing here depends on a container.
 */
package org.ewallet.contract;
