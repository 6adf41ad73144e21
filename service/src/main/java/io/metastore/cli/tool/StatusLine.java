package io.metastore.cli.tool;

/**
 * What is said of work that goes on: on a terminal one line that is written over, elsewhere, when
 * it was asked for, a line each time. Used by one thread.
 */
public final class StatusLine implements AutoCloseable {
    private final ToolContext context;
    private final boolean shown;
    private int written;

    StatusLine(ToolContext context, boolean shown) {
        this.context = context;
        this.shown = shown;
    }

    /** Whether anybody sees it. */
    public boolean isShown() {
        return shown;
    }

    /** Says this instead of what was said before. */
    public void show(String line) {
        if (!shown) {
            return;
        }
        var err = context.console().err();
        if (context.terminal()) {
            err.print("\r" + line + " ".repeat(Math.max(0, written - line.length())));
            written = line.length();
        } else {
            err.println(line);
        }
        err.flush();
    }

    /** Removes the line from the terminal. */
    @Override
    public void close() {
        if (written > 0) {
            context.console().err().print("\r" + " ".repeat(written) + "\r");
            context.console().err().flush();
        }
    }
}
