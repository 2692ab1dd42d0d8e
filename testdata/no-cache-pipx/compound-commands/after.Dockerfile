FROM python:3.14
RUN if test -f /x; then pipx install poetry; fi && (cd /x; pipx inject poetry x) || exit 1 && rm -rf ~/.cache/pip
