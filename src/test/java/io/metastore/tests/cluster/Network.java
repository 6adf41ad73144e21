package io.metastore.tests.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What lies between the members of a cluster. Each member is known to the others by the address of
 * a door, which finds out who knocks and passes on what the links allow. Needs Linux and no rights.
 *
 * <p>What clients send does not go through it.
 */
public final class Network implements AutoCloseable {
    private final Links links = new Links();
    private final List<Door> doors = new CopyOnWriteArrayList<>();
    private final Map<String, Member> members = new ConcurrentHashMap<>();

    /** Opens the door of a member that listens on a port, and returns the port of the door. */
    int open(String member, Ports ports, int peerPort) {
        Door door = new Door(member, ports, peerPort, links, this::sourceOf);
        doors.add(door);
        return door.port();
    }

    /** From now on connections of this member are known as its own. */
    void admit(Member member) {
        members.put(member.name(), member);
    }

    /** The member has left for good. */
    public void forget(Member member) {
        members.remove(member.name());
    }

    private Optional<String> sourceOf(int localPort, int remotePort) {
        try {
            Optional<String> socket = SocketOwner.socket(localPort, remotePort);
            return socket.flatMap(
                    name ->
                            members.values().stream()
                                    .filter(Member::isAlive)
                                    .filter(member -> SocketOwner.hasOpen(member.pid(), name))
                                    .map(Member::name)
                                    .findFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing that one sends reaches the other any more; it waits until the network is healed. */
    public void cut(Member from, Member to) {
        links.hold(new Link(from.name(), to.name()));
    }

    /** Nothing that either sends reaches the other. */
    public void cutBothWays(Member one, Member other) {
        cut(one, other);
        cut(other, one);
    }

    /** Connections between the two are closed at once, now and when they are made anew. */
    public void refuse(Member one, Member other) {
        links.refuse(new Link(one.name(), other.name()));
        links.refuse(new Link(other.name(), one.name()));
        doors.forEach(Door::closeRefused);
    }

    /** Cuts a member off from all others, in both directions. */
    public void isolate(Member member) {
        others(member).forEach(other -> cutBothWays(member, other));
    }

    private List<Member> others(Member member) {
        List<Member> others = new ArrayList<>(members.values());
        others.remove(member);
        return others;
    }

    /** Everything goes through again; what was held back arrives now, late. */
    public void heal() {
        links.heal();
    }

    /** Everything goes through again; connections that were cut are lost, with what was in them. */
    public void healAnew() {
        doors.forEach(Door::closeCut);
        links.heal();
    }

    @Override
    public void close() {
        doors.forEach(Door::close);
        links.heal();
    }
}
