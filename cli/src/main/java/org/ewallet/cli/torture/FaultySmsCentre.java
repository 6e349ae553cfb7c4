package org.ewallet.cli.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.ewallet.cli.CliException;
import org.ewallet.cli.mailbox.MailboxServer;
import org.ewallet.cli.mailbox.Sms;
import org.ewallet.cli.mailbox.SmsCentre;
import org.jsmpp.SMPPConstant;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.Session;

/** An SMS centre that misbehaves. A message is known by its last word. */
final class FaultySmsCentre implements Provider {

    private final MailboxServer.Door door;
    private final Manners manners;
    private SmsCentre centre;

    FaultySmsCentre(MailboxServer.Door door, Manners manners) {
        this.door = door;
        this.manners = manners;
    }

    @Override
    public void open() {
        try {
            centre = new SmsCentre(door, this::take);
        } catch (IOException e) {
            throw new CliException("Nobody can listen on port " + door.port() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            centre.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the SMS centre", e);
        }
    }

    private void take(Sms message, Session from) throws ProcessRequestException {
        Fault fault = manners.treat(message.to(), message.text().substring(message.text().lastIndexOf(' ') + 1));
        switch (fault) {
            case REFUSED_FOR_GOOD -> throw new ProcessRequestException("no such number",
                    SMPPConstant.STAT_ESME_RINVDSTADR);
            case TEMPORARY -> throw new ProcessRequestException("come again later", SMPPConstant.STAT_ESME_RTHROTTLED);
            case LOST, REPLY_DROPPED -> from.close();
            case TOO_LATE, NONE -> { }
        }
    }
}
