FROM python:3.14
RUN poetry install --no-root &
RUN poetry add flask & wait
RUN poetry install --no-root # why
RUN { poetry add flask; exit 0; }
