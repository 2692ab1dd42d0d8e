FROM python:3.11
RUN pip install --no-cache-dir pipenv
WORKDIR /app
RUN pipenv lock && pipenv sync --system
RUN printf '[packages]\nsix = "*"\n' > Pipfile && rm -f Pipfile.lock
RUN pipenv lock && pipenv sync --system
CMD ["python3"]
