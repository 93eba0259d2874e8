"""Every step of the schema, in order; each is literal SQL, frozen once released."""

from gigdesk.store.migrations.steps import (
    install_triggers,
    is_as_shipped,
    is_captured,
    migrate,
    pending,
)

__all__ = ["install_triggers", "is_as_shipped", "is_captured", "migrate", "pending"]
