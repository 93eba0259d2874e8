"""The layout of each sheet, in and out."""
