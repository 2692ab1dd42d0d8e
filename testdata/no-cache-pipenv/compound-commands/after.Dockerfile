FROM python:3.14
RUN if test -f /x; then pipenv install --system --deploy; fi && (cd /x; pipenv sync) || exit 1 && rm -rf ~/.cache/pipenv ~/.cache/pip
