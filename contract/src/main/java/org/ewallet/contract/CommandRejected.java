package org.ewallet.contract;

/**
 * A rule refused a command; nothing was changed. Published on the topic of the service that refused.
 *
 * @param commandId the id of the refused letter
 * @param type short name of the command
 * @param reason the first reason that applied
 * @param detail a sentence for people
 */
public record CommandRejected(String commandId, String type, Reason reason, String detail) implements Event {

    public CommandRejected {
        Require.id("commandId", commandId);
        Require.text("type", type);
        Require.present("reason", reason);
        Require.present("detail", detail);
    }
}
