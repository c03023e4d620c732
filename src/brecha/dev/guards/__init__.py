"""The guards: each takes loaded material and returns the problems that it found.

==============  ================================================================================
``parity``      both languages have the same files, cells, tags and code
``stamps``      each translated cell says which English source it translates
``verbs``       code uses only what was taught so far
``frame``       the parts of a lesson, their order, and how long it may be
``uses``        a notebook and its lesson agree on exercises, predictions, figures
``outputs``     nothing stored but the text tables of worked examples
``wording``     no learner-visible text in code, no picture without its description
``texts``       both languages have the same keys and placeholders, and every text is there
``dictionaries``  every column of every table is described
``glossary``    one word for one thing, and no words that mislead
``syllabus``    a concept counts only with an exercise that judges it
==============  ================================================================================

No guard reads a file, so that each can be tried on a tiny broken notebook.
"""
