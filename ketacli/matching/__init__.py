"""What a text is about: the topics, claims and omissions of a store that a question or sentence touches.

Pure: a store's index answers through `lookup.Lookup`; nothing here reads files, prints or asks a terminal.
"""
