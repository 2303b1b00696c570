"""The journal's file looked after: checked, and the ways back when it is damaged."""
