FROM python:3.14
RUN true \
 # why
 && poetry install --no-root
RUN mkdir -p /x; \
	poetry add flask
RUN poetry install --no-root;
RUN poetry add flask; exit 0
