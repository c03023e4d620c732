"""What becomes of an answer: it is judged or only kept, and what is said of it is shown."""

from __future__ import annotations

import html
from typing import Any

from brecha.checking import Exercise, Judge, LocalJudge, State, bundle, render
from brecha.checking.feedback import Feedback
from brecha.checking.judging import is_attempted, read_answer
from brecha.checking.markup import shield, to_html, to_plain
from brecha.checking.record import Unrecordable, from_record, to_record
from brecha.checking.verdict import Message, Verdict
from brecha.lessons import Version
from brecha.notebook.forms import code_line, form
from brecha.notebook.progress import Progress
from brecha.notebook.showing import fresh_id, show_bundle, show_html, show_text, update_bundle
from brecha.text import Catalogue

__all__ = ["Answers"]


class Answers:
    """The answers of one learner to one lesson, and what is said of each.

    Parameters
    ----------
    version : Version
        The lesson with the learner's own data.
    text : Catalogue
        Its texts.
    judge : Judge
        Whoever gets the answers.
    progress : Progress or None
        Where progress is kept; None in assessed mode.
    """

    def __init__(
        self, version: Version, text: Catalogue, judge: Judge, progress: Progress | None
    ) -> None:
        self.judge, self.progress = judge, progress
        self._version, self._lesson, self._text = version, version.lesson, text
        self._predictions: dict[str, Any] = {}
        self._hints: dict[str, int] = {}

    def check(self, exercise: Exercise, answer: Any) -> None:
        """Judge an answer, keep what was said of it, and show it."""
        verdict = self.judge(exercise, answer)
        if not is_attempted(answer):
            self._offer(exercise, verdict, self._resubmit, self._text("check.send"))
            return
        self._keep(exercise, verdict)
        show_bundle(self._bundle(verdict, exercise))

    def predict(self, exercise: Exercise, answer: Any) -> None:
        """Keep a prediction, and show that it is kept."""
        if not is_attempted(answer):
            verdict = self._plain_verdict(exercise, State.NOT_ATTEMPTED)
            self._offer(exercise, verdict, self._commit, self._text("check.commit"))
            return
        show_bundle(self._commit(exercise, answer))

    def outcome(self, exercise: Exercise) -> None:
        """Show a prediction beside what the data say."""
        predicted = self._predicted(exercise)
        if predicted is None:
            shown = self._text("notebook.no-prediction")
        else:
            word = self.worded(exercise, predicted)
            shown = self._text("notebook.your-prediction", **shield({"prediction": word}))
        found = ""
        if isinstance(self.judge, LocalJudge):
            solved = self.judge.solved(exercise)
            facts = {**solved.facts, "expected": solved.accepted[0]}
            found = self._text(f"{exercise.slug}.outcome", **facts)
        show_text(f"{shown}\n\n{found}")

    def hint(self, exercise: Exercise) -> None:
        """Show the next hint of an exercise."""
        if not isinstance(self.judge, LocalJudge):
            show_text(self._text("check.assessed"))
            return
        facts = self.judge.solved(exercise).facts
        hints = self._text.each(f"{exercise.slug}.hints", **facts)
        number = min(self._hints.get(exercise.slug, 0), len(hints) - 1)
        self._hints[exercise.slug] = number + 1
        said = self._text("check.more-hints", n=number + 1, total=len(hints), hint=hints[number])
        last = self._text("check.last-hint", slug=exercise.slug) if number + 1 == len(hints) else ""
        show_text(f"{said}\n\n{last}")

    def solution(self, exercise: Exercise) -> None:
        """Show one way to do an exercise, or why an option is right."""
        if not isinstance(self.judge, LocalJudge):
            show_text(self._text("check.assessed"))
            return
        from brecha.notebook.solutions import source

        solved = self.judge.solved(exercise)
        if exercise.code == "none":
            answer = solved.accepted[0]
            word = self.worded(exercise, answer)
            facts = {**solved.facts, **exercise.kind.facts(answer, answer)}
            why = self._text(f"{exercise.slug}.right", **facts)
            show_text(f"{self._text('check.solution-choice', answer=word)} {why}")
            return
        code = source(self._lesson.key().function(exercise.slug))
        head = self._text("check.solution")
        show_html(f"<p>{head}</p><pre>{html.escape(code)}</pre>", f"{head}\n{code}")

    def worded(self, exercise: Exercise, answer: Any) -> Any:
        """Say an answer in the learner's words: an option with its statement, a code's label."""
        if not isinstance(answer, str):
            return answer
        option = self._text.get(f"{exercise.slug}.options.{answer}")
        return f"{answer} · {option}" if isinstance(option, str) else self._text.label(answer)

    def _bundle(
        self, verdict: Verdict, exercise: Exercise, *, typed: bool = True
    ) -> dict[str, Any]:
        feedback = render(verdict, self._text, exercise)
        if not typed:
            code = code_line(exercise.slug, from_record(verdict.answer))
            line = self._text("check.code-line", code=f"`{shield({'code': code})['code']}`")
            feedback = Feedback(
                feedback.html + to_html(line), f"{feedback.plain}\n{to_plain(line)}"
            )
        return bundle(verdict, feedback, language=self._text.language)

    def _offer(self, exercise: Exercise, verdict: Verdict, submit: Any, button: str) -> None:
        """Show that nothing was answered yet, and the form that answers without code."""
        name = fresh_id()
        show_bundle(self._bundle(verdict, exercise), name=name)

        def send(answer: Any) -> None:
            update_bundle(submit(exercise, answer), name=name)

        shown = form(exercise, self._text, send, button=button)
        if shown is not None:
            from IPython.display import display

            display(shown)

    def _resubmit(self, exercise: Exercise, answer: Any) -> dict[str, Any]:
        verdict = self.judge(exercise, answer)
        if not is_attempted(answer):
            return self._bundle(verdict, exercise)
        self._keep(exercise, verdict)
        return self._bundle(verdict, exercise, typed=verdict.answer is None)

    def _commit(self, exercise: Exercise, answer: Any) -> dict[str, Any]:
        if not is_attempted(answer):
            return self._bundle(self._plain_verdict(exercise, State.NOT_ATTEMPTED), exercise)
        reading = read_answer(exercise, answer, self._lesson.words())
        if not reading.values:
            said = (reading.slip,) if reading.slip else ()
            verdict = self._plain_verdict(exercise, State.NOT_RIGHT, messages=said)
            return self._bundle(verdict, exercise)
        kept = to_record(reading.values[0])
        self._predictions[exercise.slug] = kept
        if self.progress is not None:
            self.progress.predict(exercise.slug, kept, self._version.parameters)
        own = self._text.get("lesson.committed") is not None
        said = (Message("lesson.committed" if own else "notebook.committed"),)
        verdict = self._plain_verdict(exercise, State.RECORDED, messages=said, answer=kept)
        return self._bundle(verdict, exercise)

    def _predicted(self, exercise: Exercise) -> Any:
        kept = self._predictions.get(exercise.slug)
        if kept is None and self.progress is not None:
            kept = self.progress.prediction(exercise.slug, self._version.parameters)
        if kept is None:
            return None
        try:
            # Read again: the file may come from elsewhere, and the lesson may have changed.
            reading = read_answer(exercise, from_record(kept), {})
        except Unrecordable:
            return None
        return reading.values[0] if reading.values else None

    def _plain_verdict(self, exercise: Exercise, state: State, **more: Any) -> Verdict:
        return Verdict(
            lesson=self._lesson.slug,
            slug=exercise.slug,
            state=state,
            parameters=dict(self._version.parameters),
            **more,
        )

    def _keep(self, exercise: Exercise, verdict: Verdict) -> None:
        if self.progress is not None:
            self.progress.note(exercise.slug, str(verdict.state), verdict.misconception)
