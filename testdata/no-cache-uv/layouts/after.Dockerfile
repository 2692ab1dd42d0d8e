FROM python:3.14
RUN true \
 # why
 && uv pip install --no-cache --system flask
RUN mkdir -p /x; \
	uv sync --no-cache --locked
