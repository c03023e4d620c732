"""The guards: each takes loaded material and returns the problems that it found.

================  ==============================================================================
``parity``        both languages have the same files, cells, tags, code and formulas
``prose``         formulas, code and numbers survive a translation
``stamps``        each translated cell says which English source it translates
``frame``         the parts of a lesson are there, in order, and not too long
``limits``        a lesson asks for neither too much nor too little
``uses``          a notebook and its lesson agree on exercises, predictions and figures
``parameters``    the parameters cell declares what the lesson takes
``verbs``         code uses only what was taught so far
``outputs``       nothing is stored but the text tables of worked examples
``wording``       no learner-visible text in code, no picture without its description
``written``       nothing is still to be written
``texts``         both languages have the same keys and placeholders, and every text is there
``glossary``      one word for one thing, and none that misleads
``dictionaries``  every column of every table is described
``scenes``        dialogues are sound, and no choice gives itself away
``briefs``        the brief of a case says what its lesson, notebooks and data say
``pairs``         two cases of a pair name each other, and end with their comparison
``syllabus``      a concept counts only with an exercise that judges it
================  ==============================================================================

They are functions of what they are given, so that each can be tried on a tiny broken notebook.
"""
