package io.metastore.raft;

import com.alipay.sofa.jraft.rpc.RpcContext;
import com.alipay.sofa.jraft.rpc.RpcProcessor;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of peer calls. Refuses, before the handler sees it, what is meant for another
 * group or member, what is for the leader while this member does not lead, and what is over a
 * bound.
 */
final class PeerCallProcessor implements RpcProcessor<PeerCall> {
    private final String group;
    private final long self;
    private final PeerHandler handler;
    private final Supplier<CompletionStage<byte[]>> readPoint;
    private final BooleanSupplier leading;
    private final Executor executor;
    private final Semaphore room = new Semaphore(PeerCalls.IN_FLIGHT_MAX);

    PeerCallProcessor(
            String group,
            long self,
            PeerHandler handler,
            Supplier<CompletionStage<byte[]>> readPoint,
            BooleanSupplier leading,
            Executor executor) {
        this.group = group;
        this.self = self;
        this.handler = handler;
        this.readPoint = readPoint;
        this.leading = leading;
        this.executor = executor;
    }

    @Override
    public String interest() {
        return PeerCall.class.getName();
    }

    @Override
    public Executor executor() {
        return executor;
    }

    @Override
    public void handleRequest(RpcContext context, PeerCall call) {
        String refusal = refusal(call);
        if (refusal != null) {
            context.sendResponse(PeerAnswer.refused(refusal));
        } else if (!room.tryAcquire()) {
            context.sendResponse(PeerAnswer.refused("too many peer calls in flight"));
        } else {
            handle(call)
                    .whenComplete(
                            (body, failure) -> {
                                room.release();
                                context.sendResponse(answer(body, failure));
                            });
        }
    }

    private @Nullable String refusal(PeerCall call) {
        PeerCallTarget target = call.target();
        PeerCallTarget.Kind kind = target.kind();
        if (kind != PeerCallTarget.Kind.ANYBODY && !group.equals(target.group())) {
            return "not a member of group " + target.group();
        }
        if (kind == PeerCallTarget.Kind.MEMBER && target.memberId() != self) {
            return "not the member that is meant";
        }
        if (isForLeader(kind) && !leading.getAsBoolean()) {
            return "not the leader";
        }
        return call.body().length > PeerCalls.BODY_BYTES_MAX ? "request too large" : null;
    }

    private static boolean isForLeader(PeerCallTarget.Kind kind) {
        return kind == PeerCallTarget.Kind.LEADER || kind == PeerCallTarget.Kind.READ_POINT;
    }

    private CompletionStage<byte[]> handle(PeerCall call) {
        return PeerCalls.guarded(
                () ->
                        switch (call.target().kind()) {
                            case LEADER -> handler.handle(call.body());
                            case MEMBER -> handler.handleAsMember(call.body());
                            case ANYBODY -> handler.handleStranger(call.body());
                            case READ_POINT -> readPoint.get();
                        });
    }

    private static PeerAnswer answer(byte @Nullable [] body, @Nullable Throwable failure) {
        if (failure instanceof NotLeaderException) {
            return PeerAnswer.refused(failure.getMessage());
        }
        if (failure != null || body == null) {
            return PeerAnswer.failed(
                    failure != null ? failure : new NullPointerException("no answer"));
        }
        return body.length > PeerCalls.BODY_BYTES_MAX
                ? PeerAnswer.failed(new IllegalStateException("answer too large"))
                : PeerAnswer.handled(body);
    }
}
