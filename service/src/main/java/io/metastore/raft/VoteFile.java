package io.metastore.raft;

import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.entity.EnumOutter.ErrorType;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.error.RaftException;
import com.alipay.sofa.jraft.option.RaftMetaStorageOptions;
import com.alipay.sofa.jraft.storage.RaftMetaStorage;
import io.metastore.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps term and vote in one checksummed file, durable before it is answered for. The library's own
 * file has no checksum: a damaged one could make a member vote twice in a term. The library calls
 * it under its lock; the term may be read by any thread.
 */
final class VoteFile implements RaftMetaStorage {
    private final Path file;
    private volatile Vote vote;
    private @Nullable NodeImpl node;

    VoteFile(Path file, Vote vote) {
        this.file = file;
        this.vote = vote;
    }

    @Override
    public boolean init(RaftMetaStorageOptions options) {
        node = options.getNode();
        return true;
    }

    @Override
    public void shutdown() {
        // Every change was durable before it was answered for.
    }

    @Override
    public long getTerm() {
        return vote.term();
    }

    @Override
    public PeerId getVotedFor() {
        var peer = new PeerId();
        peer.parse(vote.votedFor());
        return peer;
    }

    @Override
    public boolean setTerm(long term) {
        return save(new Vote(term, vote.votedFor()));
    }

    @Override
    public boolean setVotedFor(PeerId peer) {
        return save(new Vote(vote.term(), peer.toString()));
    }

    @Override
    public boolean setTermAndVotedFor(long term, PeerId peer) {
        return save(new Vote(term, peer.toString()));
    }

    private boolean save(Vote next) {
        try {
            DurableFiles.replace(file, next.encode());
            vote = next;
            return true;
        } catch (IOException e) {
            report(e);
            return false;
        }
    }

    private void report(IOException cause) {
        var error =
                new RaftException(
                        ErrorType.ERROR_TYPE_META,
                        RaftError.EIO,
                        "cannot write " + file + ": " + cause);
        if (node != null) {
            node.onError(error);
        }
    }
}
