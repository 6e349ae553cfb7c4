package org.ewallet.cli.story;

import org.ewallet.cli.CliException;

/** A step of the story did not end as it should; the message says what was expected and what was seen. */
public class StoryFailed extends CliException {

    private static final long serialVersionUID = 1L;

    public StoryFailed(String message) {
        super(message);
    }
}
