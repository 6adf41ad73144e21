package io.metastore.operator.reconcile.dependent;

import io.metastore.operator.manifest.Names;

/** What tells the operator's objects from others of their kind. */
final class Managed {
    static final String SELECTOR = Names.MANAGED_BY_LABEL + "=" + Names.MANAGER;

    private Managed() {}
}
