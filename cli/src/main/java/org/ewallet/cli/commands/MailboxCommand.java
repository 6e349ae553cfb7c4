package org.ewallet.cli.commands;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.ewallet.cli.CliException;
import org.ewallet.cli.mailbox.MailboxServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs until it is stopped. Names and passwords come from the environment, where no process list shows them. */
@Command(name = "mailbox", hidden = true,
        description = "The mail server and SMS centre of the demo; up starts it.")
public final class MailboxCommand implements Callable<Integer> {

    @Option(names = "--http-port", required = true)
    private int http;

    @Option(names = "--smtp-port", required = true)
    private int smtp;

    @Option(names = "--smpp-port", required = true)
    private int smpp;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (MailboxServer server = new MailboxServer(http,
                new MailboxServer.Door(smtp, env("EWALLET_SMTP_USER"), env("EWALLET_SMTP_PASSWORD")),
                new MailboxServer.Door(smpp, env("EWALLET_SMPP_SYSTEM_ID"), env("EWALLET_SMPP_PASSWORD")))) {
            System.out.println(server + " is ready");
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private static String env(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new CliException(name + " is not set; ./ewallet up does that.");
        }
        return value;
    }
}
