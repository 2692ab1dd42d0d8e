FROM python:3.14
RUN pipenv install --system --deploy &
RUN pipenv sync & wait
RUN pipenv install --system --deploy # why
RUN { pipenv sync; exit 0; }
