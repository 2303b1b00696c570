"""The packages built, checked, and installed both ways: ``make dist``. It needs a registry, and nothing of it stays.

With ``PICTURES=ADDRESS``, where the files of this version can be fetched, README's links and pictures carry that
address in the packages: a registry shows the page without the files beside it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from journal import VERSION

ROOT = Path(__file__).parents[2]
TOOLS = ("build", "twine", "readme-renderer[md]", "check-wheel-contents", "pipx", "uv")
TOP = "W009"
"""Several packages at the top: the reason for which Surefoot is installed as a tool."""
IN_SDIST = ("CHANGELOG.md", "requirements.lock", "requirements-dev.lock", "docs/first-week.md", "tests/conftest.py")


_BESIDE = re.compile(r"\]\((?!https?:|#)")
"""What README names relative to itself."""
RENDERED = "from readme_renderer.markdown import render; import sys; print(render(sys.stdin.read()))"


def addressed(text: str, address: str) -> str:
    """README with an address before each link and picture that is named relative to it."""
    return _BESIDE.sub(f"]({address.rstrip('/')}/", text)


def run(*command: str | Path, said: str = "", **environ: str) -> str:
    """What a command says when it is told ``said``. Raises SystemExit: it failed."""
    told = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        input=said,
        env={**os.environ, **environ},
        text=True,
        capture_output=True,
        check=False,
    )
    if told.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{told.stdout}{told.stderr}")
    return told.stdout


def described(python: Path, source: Path) -> int:
    """How many pictures a registry shows with README. Raises SystemExit: it shows another number than there are."""
    text = (source / "README.md").read_text()
    shown = re.findall(r'<img[^>]* src="https?://', run(python, "-c", RENDERED, said=text))
    if len(shown) != text.count("!["):
        sys.exit(f"the long description shows {len(shown)} of {text.count('![')} pictures")
    return len(shown)


def main(folder: Path, address: str) -> int:
    """Build into a folder, check, install, upgrade and remove."""
    with tempfile.TemporaryDirectory() as room:
        tools, home = Path(room) / "tools", Path(room) / "home"
        run(sys.executable, "-m", "venv", tools)
        run(tools / "bin" / "pip", "install", "-qq", *TOOLS)
        source = Path(room) / "source"
        shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__"))
        if address:
            page = source / "README.md"
            page.write_text(addressed(page.read_text(), address))
            print(f"the long description shows {described(tools / 'bin' / 'python', source)} pictures")
        else:
            print("the long description shows no pictures: give PICTURES=ADDRESS, where the files of this version are")
        run(tools / "bin" / "python", "-m", "build", "--outdir", folder, source)
        wheel, sdist = folder / f"surefoot-{VERSION}-py3-none-any.whl", folder / f"surefoot-{VERSION}.tar.gz"
        run(tools / "bin" / "check-wheel-contents", "--ignore", TOP, wheel)
        run(tools / "bin" / "twine", "check", "--strict", wheel, sdist)
        with tarfile.open(sdist) as packed:
            names = {name.partition("/")[2] for name in packed.getnames()}
        if missing := [name for name in IN_SDIST if name not in names]:
            sys.exit(f"{sdist} lacks {', '.join(missing)}")
        for tool, steps in {
            "pipx": (("install", wheel), ("upgrade", "surefoot"), ("uninstall", "surefoot")),
            "uv": (("tool", "install", wheel), ("tool", "upgrade", "surefoot"), ("tool", "uninstall", "surefoot")),
        }.items():
            where = home / tool / "bin"
            ways = {"HOME": str(home / tool), "PIPX_HOME": str(home / tool), "PIPX_BIN_DIR": str(where)}
            ways |= {"UV_TOOL_DIR": str(home / tool / "tools"), "UV_TOOL_BIN_DIR": str(where)}
            for step in steps:
                run(tools / "bin" / tool, *step, **ways)
                if "uninstall" not in step and run(where / "surefoot", "--version", **ways) != f"surefoot {VERSION}\n":
                    sys.exit(f"{tool} installed something else")
            if (where / "surefoot").exists():
                sys.exit(f"{tool} left the command behind")
            print(f"{tool}: installed, upgraded, removed")
        print(f"{wheel.name} and {sdist.name} checked; {TOP} is passed over: Surefoot is installed as a tool")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute(), os.environ.get("PICTURES", "")))
