"""GigDesk: the registry, dispatch and pay desk of a township service centre, offline first."""

__version__ = "0.1.0"
