"""An opened lesson: everything that a notebook's cells touch."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brecha.checking import Exercise, Judge, State
from brecha.checking.markup import to_plain
from brecha.errors import BrechaError, UnknownNameError, nearest, shown
from brecha.lessons import Version, Widget
from brecha.notebook.answering import Answers
from brecha.notebook.progress import Progress, home
from brecha.notebook.showing import show_html, show_table, show_text
from brecha.text import Catalogue

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Workbook"]


class Workbook:
    """A lesson that was opened for one learner, in one language.

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
        self._version = version
        self._lesson = version.lesson
        self._text = text
        self._answers = Answers(version, text, judge, progress)

    def __repr__(self) -> str:
        given = ", ".join(f"{k}={v!r}" for k, v in self._version.parameters.items())
        return f"<{self._lesson.slug}: {given}, language={self._text.language!r}>"

    def case(self) -> None:
        """Show who asks, and where: the lesson's case, in the words of your company."""
        company = self._version.parameters.get("company")
        words = self._text.under(f"companies.{company}")
        show_text(self._text("lesson.case", **words))

    # --- data -----------------------------------------------------------------------------

    def data(self, name: str) -> pd.DataFrame:
        """Return a table of your own data; each call gives a fresh copy.

        Parameters
        ----------
        name : str
            The table, such as ``"survey"``.
        """
        if not isinstance(name, str) or name not in self._version.names:
            raise self._unknown("table", name, self._version.names)
        return self._version.data(name)

    def describe(self, name: str) -> None:
        """Show what the columns of a table mean."""
        import pandas as pd

        columns = list(self.data(name).columns)
        rows = {
            self._text("notebook.column"): columns,
            self._text("notebook.meaning"): [
                to_plain(self._text(f"columns.{name}.{column}")) for column in columns
            ],
        }
        show_table(pd.DataFrame(rows))

    # --- answers --------------------------------------------------------------------------

    def check(self, slug: str, answer: Any = ...) -> None:
        """Check an answer, and say why it is right or wrong.

        Parameters
        ----------
        slug : str
            The name of the exercise.
        answer : object
            Your answer; ``...`` shows what to do.
        """
        self._answers.check(self._exercise(slug, self._lesson.exercises), answer)

    def predict(self, slug: str, answer: Any = ...) -> None:
        """Commit to a prediction; it is kept and not judged."""
        self._answers.predict(self._exercise(slug, self._lesson.predictions), answer)

    def outcome(self, slug: str) -> None:
        """Show your prediction beside what the data say."""
        self._answers.outcome(self._exercise(slug, self._lesson.predictions))

    def hint(self, slug: str) -> None:
        """Show the next hint; the hints lead on, they don't give away."""
        self._answers.hint(self._exercise(slug, self._lesson.exercises))

    def solution(self, slug: str) -> None:
        """Show one way to do it: the source of the very function that judges."""
        self._answers.solution(self._exercise(slug, self._lesson.exercises))

    # --- pictures -------------------------------------------------------------------------

    def show(self, figure: Any, *, alt: str | None = None) -> None:
        """Show a figure: one of the lesson's by its name, or your own with its ``alt`` text.

        Parameters
        ----------
        figure : str or matplotlib Figure
            A name, or what you have drawn.
        alt : str
            For your own figure: what it shows, for whoever can't see it.
        """
        from brecha.lessons.picture import Caption, Picture, draw, draw_panels

        if not isinstance(figure, str):
            canvas = getattr(figure, "figure", figure)
            if not hasattr(canvas, "savefig"):
                raise BrechaError(self._text("notebook.not-a-figure", type=type(figure).__name__))
            if not alt or not alt.strip():
                raise BrechaError(self._text("notebook.alt-missing"))
            picture = Picture(canvas, Caption(title="", alt=alt))
            _take_over(canvas)
        else:
            named = self._figure(figure)
            if isinstance(named, Widget):
                picture = draw_panels(figure, named, self._version, self._text)
            else:
                picture = draw(named, self._version, self._text)
        caption = picture.caption
        plain = f"{caption.title}\n{caption.alt}".strip()
        show_html(picture.to_html(numbers=self._text("picture.numbers")), plain)

    def widget(self, name: str) -> None:
        """Show a figure that you can change; ``lesson.show`` has it without the moving part."""
        from IPython.display import display

        from brecha.notebook.widgets import explorer

        named = self._figure(name)
        if not isinstance(named, Widget):
            raise BrechaError(self._text("notebook.not-a-widget", name=name))
        display(explorer(name, named, self._version, self._text))

    def role_play(self, scene: str | None = None, path: str | None = None) -> None:
        """Play a conversation by its buttons, or along a path that you type.

        Parameters
        ----------
        scene : str, optional
            Its name; without one, the scenes of the lesson are listed.
        path : str, optional
            One letter for each choice, such as ``"ABAC"``: the whole conversation is shown.
        """
        from brecha.notebook.roleplay import perform

        scenes = self._lesson.scenes
        if scene is not None and scene not in scenes:
            raise self._unknown("scene", scene, scenes)
        perform(scenes, scene, path, self._text)

    # --- around the lesson ----------------------------------------------------------------

    def run(self, code: str) -> None:
        """Run a few lines apart from the notebook, and show what they give or how they fail.

        Parameters
        ----------
        code : str
            The lines; the lesson's tables are there under their names.
        """
        from brecha.notebook.snippet import run_snippet

        names = {name: self._version.data(name) for name in self._version.names}
        run_snippet(code, names, self._text)

    def glossary(self) -> None:
        """Show the terms of this lesson in both languages."""
        from brecha.notebook.glossary import table

        show_table(table(self._lesson.terms, self._text))

    def progress(self) -> None:
        """Show what you have done so far: a picture of all lessons, a table of this one."""
        if self._answers.progress is None:
            show_text(self._text("check.assessed"))
            return
        from brecha.notebook.overview import lesson_table, picture

        drawn = picture(self._lesson, home(), self._text)
        show_html(drawn.to_html(), f"{drawn.caption.title}\n{drawn.caption.alt}")
        done = self._answers.progress.checks
        judged = [exercise.slug for exercise in self._lesson.exercises if exercise.kind.judged]
        right = sum(done.get(slug, {}).get("state") == State.RIGHT for slug in judged)
        caption = self._text("notebook.done", n=right, total=len(judged))
        show_table(lesson_table(self._lesson, done, self._text), caption=caption)

    def save_progress(self, file: str = "brecha-progress.json") -> None:
        """Write your progress in all lessons into a file that you can take along.

        Parameters
        ----------
        file : str
            Its name; it appears beside the notebook.
        """
        from brecha.notebook.keeping import export_all

        count = export_all(home(), Path(file))
        show_text(self._text("notebook.saved", file=file, n=count))

    def load_progress(self, file: str = "brecha-progress.json") -> None:
        """Take over progress from a file; what you have here already is never lost.

        Parameters
        ----------
        file : str
            A file that ``lesson.save_progress`` wrote.
        """
        from brecha.notebook.keeping import import_all

        try:
            count = import_all(home(), Path(file))
        except BrechaError as error:
            raise BrechaError(self._text("notebook.not-loaded", reason=str(error))) from error
        if self._answers.progress is not None:
            self._answers.progress = Progress(self._lesson.slug)
        show_text(self._text("notebook.loaded", file=file, n=count))

    # --- inside ---------------------------------------------------------------------------

    def _exercise(self, slug: str, known: tuple[Exercise, ...]) -> Exercise:
        for exercise in known:
            if isinstance(slug, str) and exercise.slug == slug:
                return exercise
        raise self._unknown("exercise", slug, [exercise.slug for exercise in known])

    def _figure(self, name: str) -> Any:
        figures = self._lesson.figures
        if not isinstance(name, str) or name not in figures:
            raise self._unknown("figure", name, figures)
        return figures[name]

    def _unknown(self, noun: str, name: object, known: Any) -> UnknownNameError:
        close = nearest(name, known)
        key = "notebook.unknown-nearest" if close else "notebook.unknown"
        message = self._text(
            key,
            noun=self._text(f"notebook.noun.{noun}"),
            name=shown(name),
            nearest=close or "",
            known=sorted(known),
        )
        return UnknownNameError(noun, name, known, message=message)


def _take_over(canvas: Any) -> None:
    """Keep a learner's figure from being shown once more, by pyplot and without a description."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(canvas)
